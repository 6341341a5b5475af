package io.signalbox.simulator.tally;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.signalbox.simulator.conversation.Tokens;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the tally: a request as received, or with all of its answer. Tokens are those of what was really sent;
 * {@code completed} is true when the answer went out whole, as an ordinary provider ends it. A later line of the same
 * sequence replaces an earlier one.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TallyEntry(
        long sequence,
        Phase phase,
        String receivedAt,
        String dialect,
        String operation,
        @Nullable String key,
        @Nullable String model,
        @Nullable String requestId,
        @Nullable Integer attempt,
        boolean stream,
        @Nullable Integer status,
        @Nullable String fault,
        Tokens tokens,
        boolean completed,
        long bytes,
        @Nullable String answeredAt) {
    /** How far a request has come. */
    public enum Phase {
        RECEIVED,
        ANSWERED
    }

    /** A request before anything was said about it. */
    public static TallyEntry received(Instant at, String dialect, String operation) {
        return new TallyEntry(
                0,
                Phase.RECEIVED,
                at.toString(),
                dialect,
                operation,
                null,
                null,
                null,
                null,
                false,
                null,
                null,
                Tokens.NONE,
                false,
                0,
                null);
    }

    public TallyEntry from(
            @Nullable String maskedKey, @Nullable String requestIdGiven, @Nullable Integer attemptGiven) {
        return new TallyEntry(
                sequence,
                phase,
                receivedAt,
                dialect,
                operation,
                maskedKey,
                model,
                requestIdGiven,
                attemptGiven,
                stream,
                status,
                fault,
                tokens,
                completed,
                bytes,
                answeredAt);
    }

    public TallyEntry asking(@Nullable String modelAsked, boolean streamAsked) {
        return new TallyEntry(
                sequence,
                phase,
                receivedAt,
                dialect,
                operation,
                key,
                modelAsked,
                requestId,
                attempt,
                streamAsked,
                status,
                fault,
                tokens,
                completed,
                bytes,
                answeredAt);
    }

    TallyEntry numbered(long number) {
        return new TallyEntry(
                number,
                phase,
                receivedAt,
                dialect,
                operation,
                key,
                model,
                requestId,
                attempt,
                stream,
                status,
                fault,
                tokens,
                completed,
                bytes,
                answeredAt);
    }

    /** The same request with what was answered; no status means that not even headers were sent. */
    public TallyEntry answered(Answered answer, Instant at) {
        return new TallyEntry(
                sequence,
                Phase.ANSWERED,
                receivedAt,
                dialect,
                operation,
                key,
                model,
                requestId,
                attempt,
                stream,
                answer.status() == 0 ? null : answer.status(),
                answer.fault(),
                answer.tokens(),
                answer.completed(),
                answer.bytes(),
                at.toString());
    }

    /** What was sent. */
    public record Answered(int status, @Nullable String fault, Tokens tokens, boolean completed, long bytes) {}
}
