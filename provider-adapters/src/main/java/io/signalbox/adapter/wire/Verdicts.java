package io.signalbox.adapter.wire;

import io.signalbox.adapter.Failure;
import io.signalbox.adapter.Probe.Verdict;
import io.signalbox.contracts.usage.FailureKind;

/** Failed connection tests in words that tell a person what to do. */
public final class Verdicts {
    private Verdicts() {}

    /** The verdict over a refused probe. */
    public static Verdict of(Failure failure) {
        return new Verdict(false, failure.kind(), lead(failure.kind()) + " The provider says: " + failure.message());
    }

    /** The verdict when something answered well, but not this provider's format. */
    public static Verdict notThisProvider() {
        return new Verdict(
                false,
                FailureKind.MALFORMED_ANSWER,
                "Something answers at this address, but not in this provider's format: check the base URL.");
    }

    private static String lead(FailureKind kind) {
        return switch (kind) {
            case CREDENTIAL_REFUSED -> "The key is refused: check that it is whole, current and of this provider.";
            case FORBIDDEN -> "The key is known but may not do this: check its permissions.";
            case QUOTA_EXHAUSTED -> "The account has no credit or quota left.";
            case RATE_LIMITED -> "The provider limits the rate right now: test again in a moment.";
            case MODEL_NOT_FOUND -> "Nothing is found at this address: check the base URL.";
            case OVERLOADED, PROVIDER_ERROR, PROVIDER_TIMEOUT ->
                "The provider is in trouble right now: test again in a moment.";
            case CONNECT_FAILED,
                    CONNECT_TIMEOUT,
                    FIRST_TOKEN_TIMEOUT,
                    IDLE_TIMEOUT,
                    TOTAL_TIMEOUT,
                    CONNECTION_LOST,
                    STREAM_TRUNCATED,
                    MALFORMED_ANSWER,
                    INVALID_REQUEST,
                    CONTEXT_OVERFLOW,
                    CONTENT_FILTERED,
                    REQUEST_TOO_LARGE,
                    UNSUPPORTED,
                    CREDENTIAL_UNAVAILABLE,
                    CALLER_GONE,
                    OUTRUN,
                    GATEWAY_LOST,
                    INTERNAL -> "The provider refuses the test call.";
        };
    }
}
