package io.signalbox.kit.tracing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code signalbox.tracing.spans} by what became of them, and how many wait. */
final class SpanCounts {
    final Counter exported;
    final Counter failed;
    final Counter dropped;
    final AtomicInteger waiting = new AtomicInteger();

    SpanCounts(MeterRegistry registry) {
        exported = counter(registry, "exported");
        failed = counter(registry, "failed");
        dropped = counter(registry, "dropped");
        registry.gauge("signalbox.tracing.spans.waiting", waiting);
    }

    private static Counter counter(MeterRegistry registry, String outcome) {
        return registry.counter("signalbox.tracing.spans", "outcome", outcome);
    }
}
