package io.signalbox.gateway.tracing;

import static io.signalbox.contracts.usage.Meter.AUDIO_INPUT_TOKENS;
import static io.signalbox.contracts.usage.Meter.AUDIO_OUTPUT_TOKENS;
import static io.signalbox.contracts.usage.Meter.CACHED_INPUT_TOKENS;
import static io.signalbox.contracts.usage.Meter.CACHE_WRITE_TOKENS;
import static io.signalbox.contracts.usage.Meter.IMAGE_INPUT_TOKENS;
import static io.signalbox.contracts.usage.Meter.IMAGE_OUTPUT_TOKENS;
import static io.signalbox.contracts.usage.Meter.INPUT_TOKENS;
import static io.signalbox.contracts.usage.Meter.OUTPUT_TOKENS;
import static io.signalbox.contracts.usage.Meter.REASONING_TOKENS;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.signalbox.contracts.usage.Meter;
import io.signalbox.contracts.usage.Outcome;
import io.signalbox.gateway.journal.AttemptClosing;
import io.signalbox.kit.tracing.TraceParent;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The span of one attempt. Its place in the trace is written into the attempt's usage record, so that the ledger's span
 * is its child, and told to the provider where that is wanted.
 */
public final class AttemptTrace {
    public static final AttemptTrace NONE = new AttemptTrace(RequestTrace.NONE, Span.getInvalid(), false);

    /** The conventions count every kind together; ours never overlap. */
    private static final Set<Meter> INPUT =
            EnumSet.of(INPUT_TOKENS, CACHED_INPUT_TOKENS, CACHE_WRITE_TOKENS, AUDIO_INPUT_TOKENS, IMAGE_INPUT_TOKENS);

    private static final Set<Meter> OUTPUT =
            EnumSet.of(OUTPUT_TOKENS, REASONING_TOKENS, AUDIO_OUTPUT_TOKENS, IMAGE_OUTPUT_TOKENS);

    private final RequestTrace request;
    private final Span span;
    private final @Nullable String header;
    private final boolean told;

    AttemptTrace(RequestTrace request, Span span, boolean told) {
        this.request = request;
        this.span = span;
        this.header = TraceParent.write(span.getSpanContext());
        this.told = told;
    }

    /** For the usage record; null when it is not followed. */
    public @Nullable String traceParent() {
        return header;
    }

    /** For the provider; null when it is not followed, or this provider is not told. */
    public @Nullable String traceParentForProvider() {
        return told ? header : null;
    }

    public void firstToken() {
        span.addEvent(Conventions.FIRST_TOKEN);
    }

    /** It has ended as the journal says. */
    public void closed(AttemptClosing closing) {
        if (!span.isRecording()) {
            return;
        }
        request.attempted(closing);
        span.setAttribute(Conventions.OUTCOME, closing.outcome().name());
        if (closing.upstreamStatus() != null) {
            span.setAttribute(Conventions.STATUS, closing.upstreamStatus().longValue());
        }
        if (closing.modelAnswered() != null) {
            span.setAttribute(Conventions.MODEL_ANSWERED, closing.modelAnswered());
        }
        if (closing.firstTokenMicros() != null) {
            double micros = closing.firstTokenMicros();
            span.setAttribute(Conventions.FIRST_TOKEN_SECONDS, micros / TimeUnit.SECONDS.toMicros(1));
        }
        if (closing.failure() != null) {
            span.setAttribute(Conventions.ERROR, closing.failure().name());
        }
        if (closing.outcome() == Outcome.FAILED) {
            span.setStatus(StatusCode.ERROR);
        }
        usage(closing);
        span.end();
    }

    private void usage(AttemptClosing closing) {
        if (closing.meters().isEmpty()) {
            return;
        }
        span.setAttribute(Conventions.ESTIMATED, closing.estimated());
        sum(Conventions.INPUT_TOKENS, closing.meters(), INPUT);
        sum(Conventions.CACHED_TOKENS, closing.meters(), EnumSet.of(CACHED_INPUT_TOKENS));
        sum(Conventions.OUTPUT_TOKENS, closing.meters(), OUTPUT);
    }

    private void sum(AttributeKey<Long> key, Map<String, BigDecimal> meters, Set<Meter> kinds) {
        long tokens = 0;
        boolean known = false;
        for (Meter kind : kinds) {
            BigDecimal amount = meters.get(kind.wire());
            known |= amount != null;
            tokens += amount == null ? 0 : amount.longValue();
        }
        if (known) {
            span.setAttribute(key, tokens);
        }
    }
}
