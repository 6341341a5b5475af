package io.signalbox.gateway.selection;

import io.signalbox.contracts.usage.FailureKind;

/**
 * What a failure leads to. {@link #of} is the one table; whatever is asked of it is decided there and nowhere else.
 *
 * @param elsewhere whether another target may do better
 * @param again whether the same target may do better with the same request a little later
 * @param blame what is held against whom
 */
public record FailureRemedy(boolean elsewhere, boolean again, Blame blame) {
    /** Whether the same target may do better at once with another of its keys. */
    public boolean otherKey() {
        return switch (blame) {
            case LIMIT, ACCOUNT, CREDENTIAL -> true;
            case NOBODY, TARGET -> false;
        };
    }

    /** What is held against whom. */
    public enum Blame {
        /** Nobody: the request is the matter, or the caller. */
        NOBODY,
        /** The target: enough of these put it out. */
        TARGET,
        /** The key's limit for this model: it cools down until the time that was named. */
        LIMIT,
        /** The key's account: the key is left alone for long. */
        ACCOUNT,
        /** The key: not used again in this version, and somebody is told. */
        CREDENTIAL
    }

    private static final FailureRemedy TRANSIENT = new FailureRemedy(true, true, Blame.TARGET);
    private static final FailureRemedy LIMITED = new FailureRemedy(true, true, Blame.LIMIT);
    private static final FailureRemedy BROKE = new FailureRemedy(true, false, Blame.ACCOUNT);
    private static final FailureRemedy KEY = new FailureRemedy(true, false, Blame.CREDENTIAL);
    private static final FailureRemedy DOES_NOT_FIT = new FailureRemedy(true, false, Blame.NOBODY);
    private static final FailureRemedy GIVE_UP = new FailureRemedy(false, false, Blame.NOBODY);

    /**
     * A request that one target calls wrong is never sent to it again unchanged, but may suit another: limits, supported
     * parameters and policies differ between models.
     */
    public static FailureRemedy of(FailureKind kind) {
        return switch (kind) {
            case CONNECT_FAILED,
                    CONNECT_TIMEOUT,
                    FIRST_TOKEN_TIMEOUT,
                    IDLE_TIMEOUT,
                    CONNECTION_LOST,
                    STREAM_TRUNCATED,
                    MALFORMED_ANSWER,
                    PROVIDER_ERROR,
                    OVERLOADED,
                    PROVIDER_TIMEOUT -> TRANSIENT;
            case RATE_LIMITED -> LIMITED;
            case QUOTA_EXHAUSTED -> BROKE;
            case CREDENTIAL_REFUSED -> KEY;
            case FORBIDDEN,
                    MODEL_NOT_FOUND,
                    INVALID_REQUEST,
                    CONTEXT_OVERFLOW,
                    CONTENT_FILTERED,
                    REQUEST_TOO_LARGE,
                    UNSUPPORTED,
                    CREDENTIAL_UNAVAILABLE -> DOES_NOT_FIT;
            case TOTAL_TIMEOUT, CALLER_GONE, OUTRUN, GATEWAY_LOST, INTERNAL -> GIVE_UP;
        };
    }
}
