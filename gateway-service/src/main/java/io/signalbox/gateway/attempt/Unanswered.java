package io.signalbox.gateway.attempt;

import io.signalbox.adapter.Failure;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.gateway.limits.Shortage;
import io.signalbox.gateway.targets.TargetStates.State;
import io.signalbox.gateway.targets.TargetStates.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a caller is told when no target answered. */
final class Unanswered {
    /** The provider's connection, in the middle of its answer. */
    static final Failure BROKEN =
            Failure.of(FailureKind.CONNECTION_LOST, "the connection broke before the answer was complete");

    static final Failure CLOSED = Failure.of(FailureKind.CONNECTION_LOST, "the connection closed without an answer");
    static final Failure TRUNCATED =
            Failure.of(FailureKind.STREAM_TRUNCATED, "the stream ended without its terminator");

    static Failure malformed(String how) {
        return Failure.of(FailureKind.MALFORMED_ANSWER, how);
    }

    private static final Set<FailureKind> CALLERS_MATTER = Set.of(
            FailureKind.INVALID_REQUEST,
            FailureKind.CONTEXT_OVERFLOW,
            FailureKind.CONTENT_FILTERED,
            FailureKind.REQUEST_TOO_LARGE,
            FailureKind.UNSUPPORTED);

    private Unanswered() {}

    /** Whether the caller can do something about it. */
    static boolean isCallersMatter(FailureKind kind) {
        return CALLERS_MATTER.contains(kind);
    }

    /** No target could even be tried. */
    static Failure untried(@Nullable TargetState skipped, InstantSource clock) {
        if (skipped == null) {
            return new Failure(
                    FailureKind.OVERLOADED,
                    null,
                    "No target is available for this model at the moment: its configurations or keys are switched off,"
                            + " or not known here yet.",
                    "no_target_available",
                    Duration.ofSeconds(1));
        }
        Instant until = skipped.until();
        Duration wait = until == null ? Duration.ofSeconds(2) : Duration.between(clock.instant(), until);
        return new Failure(
                skipped.state() == State.COOLING_DOWN ? FailureKind.RATE_LIMITED : FailureKind.OVERLOADED,
                null,
                "Every target for this model is left alone for a while after failures; the last was " + skipped.reason()
                        + ".",
                skipped.state() == State.COOLING_DOWN ? null : "no_target_available",
                wait);
    }

    /** What is allowed does not suffice. */
    static Failure limited(Shortage shortage) {
        String limit = shortage.allowance().told();
        Duration wait = Duration.ofNanos(shortage.waitNanos());
        return switch (shortage.reason()) {
            case LIMIT_REACHED ->
                new Failure(FailureKind.RATE_LIMITED, null, "The limit is reached: " + limit + ".", null, wait);
            case TOO_LARGE ->
                Failure.of(
                        FailureKind.REQUEST_TOO_LARGE,
                        "The request may use more tokens than are allowed in a whole window: " + limit
                                + ". Send less, or want less output.");
            case UNVERIFIABLE, NOT_READY ->
                new Failure(
                        FailureKind.OVERLOADED,
                        null,
                        "Whether this limit is reached cannot be told at the moment: " + limit + ".",
                        "limit_not_verifiable",
                        wait);
        };
    }

    /** There was no room to record the attempt. */
    static Failure unrecordable() {
        return new Failure(
                FailureKind.OVERLOADED,
                null,
                "Usage cannot be recorded at the moment, so nothing is served.",
                "usage_not_recordable",
                Duration.ofSeconds(1));
    }

    /** In words, for each limit of time. */
    static String inTime(FailureKind kind) {
        return switch (kind) {
            case CONNECT_TIMEOUT -> "no connection to the provider in time";
            case FIRST_TOKEN_TIMEOUT -> "the provider did not begin to answer in time";
            case IDLE_TIMEOUT -> "the provider fell silent in the middle of its answer";
            case TOTAL_TIMEOUT -> "the time for the whole request is over";
            case CONNECT_FAILED,
                    CONNECTION_LOST,
                    STREAM_TRUNCATED,
                    MALFORMED_ANSWER,
                    RATE_LIMITED,
                    QUOTA_EXHAUSTED,
                    CREDENTIAL_REFUSED,
                    FORBIDDEN,
                    MODEL_NOT_FOUND,
                    INVALID_REQUEST,
                    CONTEXT_OVERFLOW,
                    CONTENT_FILTERED,
                    REQUEST_TOO_LARGE,
                    UNSUPPORTED,
                    PROVIDER_ERROR,
                    OVERLOADED,
                    PROVIDER_TIMEOUT,
                    CREDENTIAL_UNAVAILABLE,
                    CALLER_GONE,
                    OUTRUN,
                    GATEWAY_LOST,
                    INTERNAL -> throw new IllegalArgumentException(kind + " is not about time");
        };
    }
}
