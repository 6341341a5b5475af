package io.signalbox.gateway.attempt;

import io.netty.handler.codec.http.HttpHeaders;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.contracts.usage.Outcome;
import io.signalbox.gateway.health.Permit;
import io.signalbox.gateway.journal.AttemptClosing;
import io.signalbox.gateway.journal.Journal.OpenAttempt;
import io.signalbox.gateway.limits.Taking;
import io.signalbox.gateway.metering.AttemptMeters;
import io.signalbox.gateway.portions.Portion;
import io.signalbox.gateway.selection.Candidate;
import io.signalbox.gateway.snapshot.Target;
import io.signalbox.gateway.tracing.AttemptTrace;
import io.signalbox.pricing.Rated;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What an attempt's journal entry and span are made from while it goes on. Confined to the request's event loop. */
final class AttemptRecord {
    /** What it begins with. */
    record Beginning(OpenAttempt open, Candidate candidate, Portion portion, AttemptTrace trace) {}

    private final OpenAttempt open;
    private final Candidate candidate;
    private final Permit permit;
    private final Portion portion;
    private final Instant openedAt;
    private final long openedNanos;
    private final AttemptTrace trace;
    private Taking taking = Taking.NOTHING;
    private boolean sent;
    private @Nullable Integer status;
    private @Nullable String upstreamRequestId;
    private @Nullable Long firstTokenNanos;
    private @Nullable String modelAnswered;

    AttemptRecord(Beginning beginning, Instant openedAt, long openedNanos) {
        this.open = beginning.open();
        this.candidate = beginning.candidate();
        this.permit = beginning.candidate().permit();
        this.portion = beginning.portion();
        this.openedAt = openedAt;
        this.openedNanos = openedNanos;
        this.trace = beginning.trace();
    }

    Candidate candidate() {
        return candidate;
    }

    Target target() {
        return permit.target();
    }

    /** What of the request it asks for. */
    Portion portion() {
        return portion;
    }

    /** What its end is told to the target's health with. */
    Permit permit() {
        return permit;
    }

    /** What it has taken of what is allowed. */
    void took(Taking of) {
        taking = of;
    }

    /** The provider is being sent the request. */
    void sent() {
        sent = true;
    }

    boolean isSent() {
        return sent;
    }

    void head(int code, HttpHeaders headers) {
        String requestId = headers.get("x-request-id");
        status = code;
        upstreamRequestId = requestId == null ? headers.get("request-id") : requestId;
    }

    void firstToken(long now) {
        if (firstTokenNanos == null) {
            firstTokenNanos = now - openedNanos;
            trace.firstToken();
        }
    }

    void model(@Nullable String name) {
        if (name != null) {
            modelAnswered = name;
        }
    }

    /** Whether the provider had begun a success. */
    boolean succeeding() {
        return status != null && status >= 200 && status < 300;
    }

    /** Whether the provider had turned it down, and so has used nothing. */
    boolean turnedDown() {
        return status != null && !succeeding();
    }

    /** Since it was opened. */
    long elapsed(long now) {
        return now - openedNanos;
    }

    @Nullable
    Long firstTokenNanos() {
        return firstTokenNanos;
    }

    /** What its entry costs if this is what it used. */
    Rated rate(AttemptMeters used) {
        return used.rate(target(), openedAt);
    }

    /** How an attempt ended, in the ledger's words. */
    record End(Outcome outcome, @Nullable FailureKind failure, boolean last, AttemptMeters used) {}

    /** Writes the end. */
    void close(End end, long now) {
        long duration = elapsed(now);
        Rated rated = rate(end.used());
        Rated.Priced priced = rated instanceof Rated.Priced known ? known : null;
        AttemptClosing closing = new AttemptClosing(
                end.last(),
                end.outcome(),
                end.failure(),
                status,
                upstreamRequestId,
                modelAnswered,
                end.used().tier(),
                end.used().meters(),
                end.used().estimated(),
                openedAt.plusNanos(duration),
                firstTokenNanos == null ? null : TimeUnit.NANOSECONDS.toMicros(firstTokenNanos),
                TimeUnit.NANOSECONDS.toMicros(duration),
                priced == null ? List.of() : priced.priceIds(),
                priced == null ? null : priced.cost());
        open.close(closing);
        taking.settle(end.used().tokens());
        trace.closed(closing);
    }
}
