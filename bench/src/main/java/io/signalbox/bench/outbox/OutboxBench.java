package io.signalbox.bench.outbox;

import io.signalbox.bench.Installation;
import io.signalbox.bench.Options;
import io.signalbox.bench.WrongResultException;
import io.signalbox.bench.kafka.StateRecords;
import io.signalbox.bench.report.Machine;
import io.signalbox.bench.report.Median;
import io.signalbox.kit.eventstore.DatabaseSetup;
import io.signalbox.kit.kafka.EventHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A backlog of stored events, and the real outbox that works it off: from its first record on the broker to its last. */
public final class OutboxBench {
    private static final int PER_SECOND_MIN = 8_000;
    private static final int WARM_UP_ROUNDS = 2;

    /** Events of one transaction of the outbox, as service-kit sets it. */
    private static final int BATCH_EVENTS_MAX = 500;

    private static final String PASSWORD = "only-for-the-benchmark";

    private final Path checkout;
    private final Options options;

    public OutboxBench(Path checkout, Options options) {
        this.checkout = checkout;
        this.options = options;
    }

    /** What was measured, as a section of {@code RESULTS.md}. */
    public String measure() {
        Machine machine = new Machine();
        try (Installation installation = Installation.up(checkout, options.port())) {
            installation.stop("gateway", "services", "simulator");
            try (StateRecords records = new StateRecords(installation.kafka());
                    ConfigurableApplicationContext service = start(installation)) {
                return measure(service, records, machine);
            }
        }
    }

    private String measure(ConfigurableApplicationContext service, StateRecords records, Machine machine) {
        StreamingEventProcessor outbox = service.getBean(EventProcessingConfiguration.class)
                .eventProcessor("bench.outbox", StreamingEventProcessor.class)
                .orElseThrow();
        StoredSheds sheds = new StoredSheds(
                service.getBean(EventStore.class),
                new TransactionTemplate(service.getBean("appTransactions", PlatformTransactionManager.class)));
        List<Double> outboxRates = new ArrayList<>();
        List<Double> plainRates = new ArrayList<>();
        for (int round = 1 - WARM_UP_ROUNDS; round <= options.rounds(); round++) {
            outbox.shutDown();
            sheds.add(options.events());
            outbox.start();
            List<ConsumerRecord<byte[], byte[]>> sent = records.next(options.events());
            check(sent);
            double outboxRate = rate(sent);
            double plainRate = records.sendPlainly(sent);
            System.err.printf("outbox %.0f/s, plain %.0f/s%n", outboxRate, plainRate);
            if (round > 0) {
                outboxRates.add(outboxRate);
                plainRates.add(plainRate);
            }
        }
        return text(machine, Median.of(outboxRates), Median.of(plainRates));
    }

    /** Every event once, by its own id. */
    private static void check(List<ConsumerRecord<byte[], byte[]>> sent) {
        Set<String> ids = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> record : sent) {
            ids.add(new String(record.headers().lastHeader(EventHeaders.ID).value(), StandardCharsets.UTF_8));
        }
        if (ids.size() != sent.size()) {
            throw new WrongResultException(
                    "%d records carry only %d different events.".formatted(sent.size(), ids.size()));
        }
    }

    /** Without the first batch, which was read before the clock of the records began. */
    private static double rate(List<ConsumerRecord<byte[], byte[]>> sent) {
        LongSummaryStatistics times =
                sent.stream().mapToLong(ConsumerRecord::timestamp).summaryStatistics();
        return (sent.size() - BATCH_EVENTS_MAX) * 1e3 / Math.max(1, times.getMax() - times.getMin());
    }

    private static ConfigurableApplicationContext start(Installation installation) {
        try {
            new DatabaseSetup(installation.database("postgres"), "postgres", installation.secret("postgres-superuser"))
                    .create("bench", "signalbox_bench", PASSWORD);
        } catch (SQLException e) {
            throw new IllegalStateException("no database for the benchmark's service", e);
        }
        return new SpringApplicationBuilder(OutboxServiceApplication.class)
                .web(WebApplicationType.REACTIVE)
                .run(
                        "--spring.config.name=bench",
                        "--spring.config.location=classpath:/config/",
                        "--server.port=0",
                        "--management.server.port=0",
                        "--logging.level.root=warn",
                        "--signalbox.database.url=" + installation.database("signalbox_bench"),
                        "--signalbox.database.owner-password=" + PASSWORD,
                        "--signalbox.database.app-password=" + PASSWORD,
                        "--signalbox.database.processor-password=" + PASSWORD,
                        "--signalbox.kafka.bootstrap-servers=" + installation.kafka(),
                        "--signalbox.identity.service=provider",
                        "--signalbox.identity.directory=" + installation.home().resolve("identity"));
    }

    private String text(Machine machine, double outbox, double plain) {
        return """

                %s

                %d rounds of %,d stored events after two that do not count, medians; one event in four is a new state, the others
                are changes folded into it; %d tenants, three partitions, one broker. Every event was on the broker once.

                | way | records/s |
                |---|---|
                | plain producer of the same records, `acks=all` | %.0f |
                | outbox: read, fold, keep the state, send, wait for the broker, keep the position | %.0f |

                Target ≥ %,d/s: **%s**. Plain / outbox: %.1f × the time per record.
                """.formatted(
                        machine.describe(),
                        options.rounds(),
                        options.events(),
                        StoredSheds.TENANTS,
                        plain,
                        outbox,
                        PER_SECOND_MIN,
                        outbox >= PER_SECOND_MIN ? "met" : "missed",
                        plain / outbox);
    }
}
