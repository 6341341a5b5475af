package io.signalbox.gateway.journal.file;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.signalbox.gateway.snapshot.SnapshotHolder;
import io.signalbox.kit.kafka.KafkaProperties;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The journal, the thread that forces it to disk and the one that brings it to Kafka. */
@Configuration(proxyBeanMethods = false)
class JournalWiring {
    @Bean
    FileJournal journal(JournalProperties properties, SnapshotHolder snapshots) throws IOException {
        return FileJournal.open(properties, tenant -> snapshots.current().hasHardBudget(tenant));
    }

    @Bean
    GroupSync groupSync(FileJournal journal, JournalProperties properties) {
        return new GroupSync(journal.log(), properties.syncInterval());
    }

    /** Closed before the journal, and after everything that writes to it. */
    @Bean
    Drain journalDrain(FileJournal journal, KafkaProperties kafka, JournalProperties properties) {
        Drain drain = new Drain(journal.log(), () -> new KafkaSink(kafka.addresses()), properties.inFlightMax());
        drain.start();
        return drain;
    }

    @Bean
    MeterBinder journalMetrics(FileJournal journal, Drain drain, GroupSync sync, Clock clock) {
        SegmentLog log = journal.log();
        return registry -> {
            gauge(registry, "depth", "Ends of attempts Kafka does not have yet", log, SegmentLog::unacknowledged);
            gauge(registry, "open", "Attempts opened and not closed", log, SegmentLog::openAttempts);
            gauge(registry, "undelivered", "Ends whose reply is not out yet", log, SegmentLog::undelivered);
            gauge(registry, "bytes", "Size on disk", log, SegmentLog::bytes);
            gauge(registry, "torn", "Frames found torn at start and cut off", log, SegmentLog::torn);
            gauge(registry, "interrupted", "Attempts found open or undelivered at start", log, SegmentLog::interrupted);
            Gauge.builder("signalbox.gateway.journal.oldest", drain, draining -> oldest(draining, clock))
                    .description("Age of the oldest end Kafka does not have")
                    .baseUnit("seconds")
                    .register(registry);
            FunctionCounter.builder("signalbox.gateway.journal.drain.failures", drain, Drain::failures)
                    .description("Times sending failed and was begun anew")
                    .register(registry);
            FunctionCounter.builder("signalbox.gateway.journal.sync.failures", sync, GroupSync::failures)
                    .description("Times the disk refused")
                    .register(registry);
        };
    }

    private static void gauge(
            MeterRegistry registry,
            String name,
            String description,
            SegmentLog log,
            ToDoubleFunction<SegmentLog> value) {
        Gauge.builder("signalbox.gateway.journal." + name, log, value)
                .description(description)
                .register(registry);
    }

    private static double oldest(Drain drain, Clock clock) {
        Instant oldest = drain.oldestUnacknowledged();
        return oldest == null
                ? 0
                : Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1_000.0);
    }
}
