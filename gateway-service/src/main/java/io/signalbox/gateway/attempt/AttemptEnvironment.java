package io.signalbox.gateway.attempt;

import io.signalbox.gateway.conversation.ReadyTargets;
import io.signalbox.gateway.grants.Grants;
import io.signalbox.gateway.journal.Journal;
import io.signalbox.gateway.metering.DataPlaneMetrics;
import io.signalbox.gateway.reserves.Reserves;
import io.signalbox.gateway.selection.TargetHealth;
import io.signalbox.gateway.tracing.RequestTracing;
import io.signalbox.gateway.upstream.Upstream;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** Everything an attempt loop works with that outlives it. {@code random} must be safe for several threads. */
public record AttemptEnvironment(
        Journal journal,
        Grants grants,
        Upstream upstream,
        TargetHealth health,
        Reserves reserves,
        ReadyTargets targets,
        DataPlaneMetrics metrics,
        RequestTracing tracing,
        AttemptLimits limits,
        InstantSource clock,
        LongSupplier nanoTime,
        RandomGenerator random) {
    /** Nanoseconds of a clock that only ever goes forward. */
    public long now() {
        return nanoTime.getAsLong();
    }
}
