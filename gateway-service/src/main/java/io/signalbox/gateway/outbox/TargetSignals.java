package io.signalbox.gateway.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.contracts.signal.SignalEvent.TargetStateChanged;
import io.signalbox.gateway.health.StateChange;
import io.signalbox.gateway.health.StateChanges;
import io.signalbox.gateway.snapshot.Target;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What changes with targets and keys is counted, logged and sent. The thread of a request only puts it into a queue; while
 * Kafka is away the queue fills, and what finds no room is dropped and counted: the log has it, and the live state.
 */
final class TargetSignals implements StateChanges, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TargetSignals.class);
    private static final long STOP_MILLIS_MAX = 3_000;
    private static final long RETRY_MILLIS = 1_000;

    private final BlockingQueue<TargetStateChanged> waiting;
    private final Map<StateChange, Counter> counters = new EnumMap<>(StateChange.class);
    private final Counter dropped;
    private final String replica;
    private final Clock clock;
    private final Supplier<SignalSink> sinks;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable SignalSink sink;
    private final Thread thread = new Thread(this::run, "gateway-signals");

    TargetSignals(SignalProperties properties, MeterRegistry registry, Clock clock, Supplier<SignalSink> sinks) {
        this.waiting = new ArrayBlockingQueue<>(properties.queueMax());
        for (StateChange change : StateChange.values()) {
            counters.put(change, registry.counter("signalbox.gateway.target.changes", "change", change.name()));
        }
        this.dropped = registry.counter("signalbox.gateway.signals.dropped");
        registry.gauge("signalbox.gateway.signals.waiting", waiting, BlockingQueue::size);
        this.replica = properties.replica() == null ? hostName() : properties.replica();
        this.clock = clock;
        this.sinks = sinks;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "gateway";
        }
    }

    void start() {
        thread.start();
    }

    @Override
    public void changed(Target target, @Nullable UUID credentialId, StateChange change, @Nullable String reason) {
        Counter counter = counters.get(change);
        if (counter != null) {
            counter.increment();
        }
        log(target, credentialId, change, reason);
        TargetStateChanged occurrence = new TargetStateChanged(
                target.tenant(),
                target.configurationId(),
                target.model(),
                replica,
                change.name(),
                reason,
                clock.instant(),
                credentialId);
        if (!waiting.offer(occurrence)) {
            dropped.increment();
        }
    }

    private static void log(Target target, @Nullable UUID credentialId, StateChange change, @Nullable String reason) {
        switch (change) {
            case OUT ->
                LOG.warn(
                        "tenant={} target={} failure={} a target is left alone but for probes",
                        target.tenant(),
                        target.address(),
                        reason);
            case IN_USE -> LOG.info("tenant={} target={} a target is in use again", target.tenant(), target.address());
            case KEY_REFUSED ->
                LOG.error(
                        "tenant={} target={} credential={} a provider does not know this key; replace it",
                        target.tenant(),
                        target.address(),
                        credentialId);
            case KEY_EXHAUSTED ->
                LOG.error(
                        "tenant={} target={} credential={} the account of this key has nothing left",
                        target.tenant(),
                        target.address(),
                        credentialId);
            case KEY_IN_USE ->
                LOG.info(
                        "tenant={} target={} credential={} a key is of use again",
                        target.tenant(),
                        target.address(),
                        credentialId);
        }
    }

    private void run() {
        try {
            while (true) {
                send(waiting.take());
            }
        } catch (InterruptedException stopped) {
            LOG.debug("nothing more is told: the thread ends");
        } finally {
            if (sink != null) {
                sink.close();
            }
        }
    }

    /** The edge where any failure becomes "try again a little later". */
    private void send(TargetStateChanged occurrence) throws InterruptedException {
        for (boolean failed = false; ; failed = true) {
            try {
                sink = sink == null ? sinks.get() : sink;
                sink.send(occurrence);
                return;
            } catch (RuntimeException e) {
                if (!failed) {
                    LOG.warn("changes of targets cannot be sent, they wait: {}", e.toString());
                }
                if (stopping.await(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        }
    }

    @Override
    public void close() {
        stopping.countDown();
        thread.interrupt();
        try {
            thread.join(STOP_MILLIS_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
