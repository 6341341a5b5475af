package io.signalbox.usage.rollup;

import static io.signalbox.usage.UsageExamples.ACME;
import static io.signalbox.usage.UsageExamples.GLOBEX;
import static io.signalbox.usage.UsageExamples.NOON;
import static io.signalbox.usage.UsageExamples.attempt;
import static io.signalbox.usage.UsageExamples.corrected;
import static io.signalbox.usage.UsageExamples.price;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.catalog.CatalogEvent.PriceSet;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.contracts.usage.UsageRecordEvent.UsageRecorded;
import io.signalbox.kit.identity.NamedId;
import io.signalbox.testkit.contract.RebuildContract;
import io.signalbox.usage.UsageDatabase;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RollupRebuildTest {
    private static final int BATCHES = 24;
    private static final int BATCH = 500;

    /** As long a history as every other read model is rebuilt from. */
    private static final int ORIGINALS_MIN = RebuildContract.EVENTS_MIN;

    private static final PriceSet INPUT = price("input_tokens", "0.000000123");

    private UsageDatabase database;

    @BeforeEach
    void fresh() {
        database = new UsageDatabase(Clock.fixed(NOON, ZoneOffset.UTC));
    }

    @Test
    void rebuilt_roll_ups_equal_those_that_grew_while_entries_and_corrections_went_on() throws Exception {
        Random random = new Random(20_261_120);
        set(1, INPUT);
        for (int batch = 0; batch < BATCHES / 2; batch++) {
            ingest(batch(random, batch));
        }
        set(1, price("output_tokens", "0.00002"));
        workOff();

        try (ExecutorService writer = Executors.newSingleThreadExecutor()) {
            Future<?> writing = writer.submit(() -> {
                for (int batch = BATCHES / 2; batch < BATCHES; batch++) {
                    ingest(batch(random, batch));
                }
                set(2, corrected(price("output_tokens", "0.00002"), "0.00001"));
                set(2, corrected(INPUT, "0.000000321"));
                workOff();
            });
            database.rebuild.run();
            writing.get();
        }
        List<String> grown = rollups();
        database.processor
                .sql("DELETE FROM usage_read.usage_rollup_hour WHERE model = 'gpt'")
                .update();
        database.processor
                .sql("UPDATE usage_read.usage_rollup_tag_hour SET request_count = -1")
                .update();
        database.rebuild.run();

        assertThat(rollups()).isEqualTo(grown);
        assertThat(originals()).isGreaterThanOrEqualTo(ORIGINALS_MIN);
        assertThat(entries()).as("with adjustments").isGreaterThan(2 * ORIGINALS_MIN);
        assertThat(sum("usage_rollup_hour", "attempt_count")).isEqualTo(originals());
        assertThat(grown).hasSizeGreaterThan(100);
    }

    @Test
    void a_roll_up_row_no_entry_stands_for_is_gone_after_a_rebuild() {
        ingest(List.of(attempt().record()));
        database.processor
                .sql("UPDATE usage_read.usage_rollup_hour SET hour = hour - interval '40 days'")
                .update();

        database.rebuild.run();

        assertThat(sum("usage_rollup_hour", "attempt_count")).isEqualTo(1);
    }

    private List<UsageRecorded> batch(Random random, int batch) {
        List<UsageRecorded> records = new ArrayList<>();
        for (int number = 0; number < BATCH; number++) {
            boolean failed = random.nextInt(10) == 0;
            var recording = attempt()
                    .of(random.nextInt(3) == 0 ? GLOBEX : ACME)
                    .request(batch + "/" + random.nextInt(BATCH * 20))
                    .number(1 + random.nextInt(2), random.nextBoolean())
                    .by(
                            random.nextBoolean() ? "user" + random.nextInt(4) : null,
                            NamedId.of("project/" + random.nextInt(2)))
                    .tagged(random.nextBoolean() ? Map.of("team", "t" + random.nextInt(3)) : Map.of())
                    .model(random.nextInt(4) == 0 ? "unknown" : "gpt")
                    .used("input_tokens", random.nextInt(5_000), "output_tokens", random.nextInt(500))
                    .at(NOON.plusSeconds(random.nextInt(3 * 86_400)))
                    .lasting(random.nextInt(40_000_000));
            records.add(failed ? recording.failed(FailureKind.OVERLOADED).record() : recording.record());
        }
        return records;
    }

    private void workOff() {
        while (database.tasks.workOnePage()) {
            // Until nothing is left to do.
        }
    }

    private void ingest(List<UsageRecorded> records) {
        database.transaction.executeWithoutResult(status -> database.ingest.ingest(records));
    }

    private void set(long sequence, PriceSet price) {
        database.transaction.executeWithoutResult(status -> database.prices.on(price, sequence));
    }

    /** Every row with every column, as text. */
    private List<String> rollups() {
        return database.processor
                .sql("SELECT row(r.*)::text FROM usage_read.usage_rollup_hour AS r"
                        + " UNION ALL SELECT row(t.*)::text FROM usage_read.usage_rollup_tag_hour AS t ORDER BY 1")
                .query(String.class)
                .list();
    }

    private int entries() {
        return database.processor
                .sql("SELECT count(*) FROM ledger_entry")
                .query(Integer.class)
                .single();
    }

    private long originals() {
        return database.processor
                .sql("SELECT count(*) FROM ledger_entry WHERE entry_no = 0")
                .query(Long.class)
                .single();
    }

    private long sum(String table, String measure) {
        return database.processor
                .sql("SELECT sum(" + measure + ") FROM usage_read." + table)
                .query(Long.class)
                .single();
    }
}
