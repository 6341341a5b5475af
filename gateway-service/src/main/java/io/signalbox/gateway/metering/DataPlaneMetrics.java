package io.signalbox.gateway.metering;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.signalbox.adapter.Operation;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.contracts.usage.Outcome;
import io.signalbox.gateway.reserves.Drains;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Counters and times of the data plane. Every label has a fixed set of values: no tenant, key or model is one. */
public final class DataPlaneMetrics {
    private final MeterRegistry registry;
    private final AtomicInteger active = new AtomicInteger();
    private final Map<Outcome, Counter> outcomes = new EnumMap<>(Outcome.class);
    private final Map<FailureKind, Counter> failures = new EnumMap<>(FailureKind.class);
    private final Map<Operation, Timer> requests = new EnumMap<>(Operation.class);
    private final Map<String, Counter> refusals = new ConcurrentHashMap<>();
    private final Timer firstToken;
    private final Timer overhead;
    private final Counter retries;
    private final Counter hedges;
    private final Counter recoveries;

    public DataPlaneMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Outcome outcome : Outcome.values()) {
            outcomes.put(outcome, registry.counter("signalbox.gateway.attempts", "outcome", outcome.name()));
        }
        for (FailureKind kind : FailureKind.values()) {
            failures.put(kind, registry.counter("signalbox.gateway.attempt.failures", "kind", kind.name()));
        }
        for (Operation operation : Operation.values()) {
            requests.put(operation, registry.timer("signalbox.gateway.requests", "operation", operation.wire()));
        }
        this.firstToken = registry.timer("signalbox.gateway.first.token");
        this.overhead = registry.timer("signalbox.gateway.overhead");
        this.retries = registry.counter("signalbox.gateway.retries");
        this.hedges = registry.counter("signalbox.gateway.hedges");
        this.recoveries = registry.counter("signalbox.gateway.recoveries");
        registry.gauge("signalbox.gateway.requests.active", active);
    }

    public void begun() {
        active.incrementAndGet();
    }

    public void ended(Operation operation, long nanos) {
        active.decrementAndGet();
        timer(operation).record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Ours alone: from the request's last byte to the first attempt. */
    public void overhead(long nanos) {
        overhead.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Of an answer that had one. */
    public void firstToken(@Nullable Long nanos) {
        if (nanos != null) {
            firstToken.record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    public void retried() {
        retries.increment();
    }

    /** A second target was asked because the first was late. */
    public void hedged() {
        hedges.increment();
    }

    /** Another target is asked to go on with a broken stream. */
    public void recovering() {
        recoveries.increment();
    }

    /** Answers that are read on after their callers have left. */
    public void watch(Drains drains) {
        registry.gauge("signalbox.gateway.drains.active", drains, Drains::running);
    }

    public void attempt(Outcome outcome, @Nullable FailureKind failure) {
        count(outcomes.get(outcome));
        if (failure != null) {
            count(failures.get(failure));
        }
    }

    /** A call that was refused before any target was tried; the reasons are an enum's. */
    public void refused(String code) {
        refusals.computeIfAbsent(code, known -> registry.counter("signalbox.gateway.refusals", "code", known))
                .increment();
    }

    private Timer timer(Operation operation) {
        Timer timer = requests.get(operation);
        return timer == null ? overhead : timer;
    }

    private static void count(@Nullable Counter counter) {
        if (counter != null) {
            counter.increment();
        }
    }
}
