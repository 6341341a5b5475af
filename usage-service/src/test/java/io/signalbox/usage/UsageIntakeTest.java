package io.signalbox.usage;

import static io.signalbox.usage.UsageExamples.NOON;
import static io.signalbox.usage.UsageExamples.attempt;
import static io.signalbox.usage.UsageExamples.corrected;
import static io.signalbox.usage.UsageExamples.price;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.Topic;
import io.signalbox.contracts.catalog.CatalogEvent.PriceSet;
import io.signalbox.contracts.usage.UsageRecordEvent.UsageRecorded;
import io.signalbox.testkit.Await;
import io.signalbox.testkit.embedded.EmbeddedServices;
import io.signalbox.testkit.embedded.TestDatabase;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UsageIntakeTest {
    private static final int RECORDS = 3_000;
    private static final PriceSet INPUT = price("input_tokens", "0.000000123");

    private TestDatabase database;

    @BeforeEach
    void fresh() {
        EmbeddedServices.kafka().empty();
        database = EmbeddedServices.postgres().database("usage");
    }

    @Test
    void every_record_counts_once_over_duplicates_two_services_and_connections_that_break() {
        List<UsageRecorded> records = records();
        EmbeddedServices.kafka().say(1, List.of(INPUT));

        try (RunningUsage one = new RunningUsage(database);
                RunningUsage other = new RunningUsage(database)) {
            for (int from = 0; from < RECORDS; from += 500) {
                EmbeddedServices.kafka().say(1, records.subList(from, from + 500));
                EmbeddedServices.kafka().say(1, records.subList(from, from + 5));
                breakConnections(one);
            }
            Await.until(() -> originals(other) == RECORDS);
            EmbeddedServices.kafka().say(1, records.subList(0, 100));
            EmbeddedServices.kafka()
                    .say(
                            1,
                            List.of(attempt()
                                    .request("the last")
                                    .used("input_tokens", 3)
                                    .at(NOON)
                                    .record()));

            Await.until(() -> originals(other) == RECORDS + 1);
            Await.until(() -> sum(other, "unpriced_count").signum() == 0);

            assertThat(sum(other, "attempt_count")).isEqualByComparingTo(BigDecimal.valueOf(RECORDS + 1));
            assertThat(sum(other, "cost")).isEqualByComparingTo(ledgerCost(other));
            assertThat(ledgerCost(other))
                    .isEqualByComparingTo(INPUT.perUnit().amount().multiply(BigDecimal.valueOf(3L * RECORDS + 3)));
        }
    }

    @Test
    void a_record_nobody_can_read_or_enter_is_put_aside_and_the_rest_goes_on() {
        try (RunningUsage usage = new RunningUsage(database)) {
            EmbeddedServices.kafka().say(1, List.of(attempt().request("before").record()));
            Await.until(() -> originals(usage) == 1);
            sayUnreadable();
            EmbeddedServices.kafka()
                    .say(1, List.of(attempt().request("impossible").lasting(-1).record()));
            EmbeddedServices.kafka().say(1, List.of(attempt().request("after").record()));

            Await.until(() -> originals(usage) == 2);
            Await.until(() -> deadLetters(usage) == 2);
        }
    }

    @Test
    void a_price_that_comes_late_and_is_then_corrected_ends_in_the_exact_cost() {
        try (RunningUsage usage = new RunningUsage(database)) {
            EmbeddedServices.kafka()
                    .say(1, List.of(attempt().used("input_tokens", 1_000).record()));
            Await.until(() -> originals(usage) == 1);

            EmbeddedServices.kafka().say(1, List.of(INPUT));
            Await.until(() -> sum(usage, "cost").compareTo(new BigDecimal("0.000123")) == 0);
            EmbeddedServices.kafka().say(2, List.of(corrected(INPUT, "0.000000321")));

            Await.until(() -> sum(usage, "cost").compareTo(new BigDecimal("0.000321")) == 0);
            assertThat(ledgerCost(usage)).isEqualByComparingTo("0.000321");
        }
    }

    private static List<UsageRecorded> records() {
        List<UsageRecorded> records = new ArrayList<>();
        for (int number = 0; number < RECORDS; number++) {
            records.add(attempt()
                    .of(new TenantId("tenant" + number % 7))
                    .request("r" + number)
                    .used("input_tokens", 3)
                    .at(NOON.plusSeconds(number % 60))
                    .record());
        }
        return records;
    }

    private static void breakConnections(RunningUsage usage) {
        usage.everything()
                .sql("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                        + " WHERE usename = 'usage_processor' AND datname = current_database()")
                .query(Long.class)
                .single();
    }

    private static void sayUnreadable() {
        try (Producer<String, byte[]> producer = EmbeddedServices.kafka().producer()) {
            ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                    Topic.USAGE_RECORD.topicName(), 0, "x", "not json".getBytes(StandardCharsets.UTF_8));
            record.headers().add("ce_type", "UsageRecorded".getBytes(StandardCharsets.UTF_8));
            Future<RecordMetadata> sent = producer.send(record);
            producer.flush();
            assertThat(sent).isDone();
        }
    }

    private static long originals(RunningUsage usage) {
        return usage.everything()
                .sql("SELECT count(*) FROM ledger_entry WHERE entry_no = 0")
                .query(Long.class)
                .single();
    }

    private static long deadLetters(RunningUsage usage) {
        return usage.everything()
                .sql("SELECT count(*) FROM dead_letter")
                .query(Long.class)
                .single();
    }

    private static BigDecimal sum(RunningUsage usage, String measure) {
        return usage.everything()
                .sql("SELECT coalesce(sum(" + measure + "), 0) FROM usage_read.usage_rollup_hour")
                .query(BigDecimal.class)
                .single();
    }

    private static BigDecimal ledgerCost(RunningUsage usage) {
        return usage.everything()
                .sql("SELECT sum(cost) FROM ledger_entry")
                .query(BigDecimal.class)
                .single();
    }
}
