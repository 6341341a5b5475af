package io.signalbox.kit.tracing;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;

/**
 * Lets only so many ended spans wait, and counts those that find no room. The SDK's own queue would drop them, too, but
 * tells only the SDK's own metrics. Never waits: it is called on event loops.
 */
final class BoundedSpans implements SpanProcessor {
    private final SpanProcessor next;
    private final int max;
    private final SpanCounts counts;

    BoundedSpans(SpanProcessor next, int max, SpanCounts counts) {
        this.next = next;
        this.max = max;
        this.counts = counts;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        if (counts.waiting.incrementAndGet() > max) {
            counts.waiting.decrementAndGet();
            counts.dropped.increment();
        } else {
            next.onEnd(span);
        }
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        // Only ends are told.
    }

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }

    @Override
    public CompletableResultCode shutdown() {
        return next.shutdown();
    }

    @Override
    public CompletableResultCode forceFlush() {
        return next.forceFlush();
    }
}
