package io.signalbox.usage.ingest;

import static io.signalbox.usage.UsageExamples.ACME;
import static io.signalbox.usage.UsageExamples.GLOBEX;
import static io.signalbox.usage.UsageExamples.NOON;
import static io.signalbox.usage.UsageExamples.attempt;
import static io.signalbox.usage.UsageExamples.price;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.catalog.CatalogEvent.PriceSet;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.contracts.usage.UsageRecordEvent.UsageRecorded;
import io.signalbox.usage.UsageDatabase;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class LedgerIngestTest {
    private UsageDatabase database;

    @BeforeEach
    void fresh() {
        database = new UsageDatabase(Clock.fixed(NOON, ZoneOffset.UTC));
    }

    @Test
    void an_attempt_costs_what_its_meters_cost_to_the_ninth_decimal() {
        set(price("input_tokens", "0.000000123"), price("cached_input_tokens", "0.000000001"));
        set(price("output_tokens", "0.00001"));

        ingest(attempt()
                .used("input_tokens", 7, "cached_input_tokens", 3, "output_tokens", 2)
                .record());

        assertThat(cost()).isEqualByComparingTo("0.000020864");
    }

    @Test
    void cached_tokens_without_a_price_of_their_own_cost_what_input_costs() {
        set(price("input_tokens", "0.5"), price("output_tokens", "0.25"));

        ingest(attempt()
                .used("input_tokens", 1, "cached_input_tokens", 2, "output_tokens", 1)
                .record());

        assertThat(cost()).isEqualByComparingTo("1.75");
    }

    @Test
    void a_price_changed_between_two_calls_holds_for_the_second_only() {
        set(price("input_tokens", "1"), price("output_tokens", "1"));
        set(price(TenantId.PLATFORM, "input_tokens", "2", NOON.plusSeconds(10)));

        ingest(attempt().request("before").used("input_tokens", 1).at(NOON).record());
        ingest(attempt()
                .request("after")
                .used("input_tokens", 1)
                .at(NOON.plusSeconds(10))
                .record());

        assertThat(database.processor
                        .sql("SELECT cost FROM ledger_entry ORDER BY opened_at")
                        .query(BigDecimal.class)
                        .list())
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(BigDecimal.ONE, BigDecimal.TWO);
    }

    @Test
    void a_record_that_comes_again_in_the_same_call_or_later_is_one_entry() {
        UsageRecorded once = attempt().record();

        int inserted = ingest(once, once, attempt().request("2").record());
        int again = ingest(once);

        assertThat(inserted).isEqualTo(2);
        assertThat(again).isZero();
        assertThat(count("ledger_entry")).isEqualTo(2);
        assertThat(rollup("attempt_count")).isEqualTo(2);
    }

    @Test
    void what_was_not_committed_is_neither_in_the_ledger_nor_in_the_roll_ups() {
        UsageRecorded record = attempt().tagged(Map.of("team", "red")).record();
        database.transaction.executeWithoutResult(status -> {
            database.ingest.ingest(List.of(record));
            status.setRollbackOnly();
        });

        int inserted = ingest(record);

        assertThat(inserted).isEqualTo(1);
        assertThat(rollup("attempt_count")).isEqualTo(1);
        assertThat(count("usage_read.usage_rollup_tag_hour")).isEqualTo(1);
    }

    @Test
    void two_writers_of_the_same_records_at_once_make_one_entry_each() throws Exception {
        List<UsageRecorded> records = new ArrayList<>();
        for (int number = 0; number < 400; number++) {
            records.add(attempt().request("r" + number).record());
        }

        int inserted = together(records, records.reversed());

        assertThat(inserted).isEqualTo(400);
        assertThat(count("ledger_entry")).isEqualTo(400);
        assertThat(rollup("request_count")).isEqualTo(400);
    }

    @Test
    void without_a_price_there_is_no_cost_and_never_the_cost_zero() {
        ingest(attempt().record());

        assertThat(database.processor
                        .sql("SELECT rating, cost IS NULL AS none FROM ledger_entry")
                        .query()
                        .singleRow())
                .containsEntry("rating", "UNPRICED")
                .containsEntry("none", true);
        assertThat(rollup("unpriced_count")).isEqualTo(1);
    }

    @Test
    void a_failed_attempt_that_used_nothing_is_an_entry_of_cost_zero() {
        ingest(attempt()
                .used()
                .failed(FailureKind.CONNECT_FAILED)
                .number(1, false)
                .record());

        assertThat(cost()).isEqualByComparingTo("0");
        assertThat(rollup("request_count")).isEqualTo(1);
        assertThat(rollup("error_count")).isEqualTo(1);
    }

    @Test
    void a_request_that_ended_between_two_attempts_counts_too() {
        ingest(
                attempt().number(1, false).failed(FailureKind.CONNECTION_LOST).record(),
                attempt().number(2, false).failed(FailureKind.CONNECT_FAILED).record());

        assertThat(rollup("request_count")).isEqualTo(1);
    }

    @Test
    void a_request_with_two_attempts_counts_once() {
        ingest(
                attempt().number(1, false).failed(FailureKind.OVERLOADED).record(),
                attempt().number(2, true).record());

        assertThat(rollup("request_count")).isEqualTo(1);
        assertThat(rollup("attempt_count")).isEqualTo(2);
    }

    @Test
    void a_tenant_sees_its_own_rows_only_and_nobody_sees_anything_without_a_tenant() {
        ingest(
                attempt().of(ACME).tagged(Map.of("team", "red")).record(),
                attempt().of(GLOBEX).tagged(Map.of("team", "blue")).record());

        for (String table :
                List.of("ledger_entry", "usage_read.usage_rollup_hour", "usage_read.usage_rollup_tag_hour")) {
            assertThat(seenBy("acme", table)).containsExactly("acme");
            assertThat(seenBy("", table)).isEmpty();
        }
    }

    @Test
    void nobody_reads_a_partition_past_the_policies_of_the_ledger() {
        ingest(attempt().record());

        assertThatThrownBy(() -> database.app
                        .sql("SELECT * FROM ledger_entry_2026_11")
                        .query()
                        .listOfRows())
                .hasStackTraceContaining("permission denied");
        assertThatThrownBy(() -> database.processor
                        .sql("SELECT * FROM ledger_entry_2026_11")
                        .query()
                        .listOfRows())
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void nobody_changes_or_deletes_an_entry() {
        ingest(attempt().record());

        for (JdbcClient role : List.of(database.app, database.processor)) {
            assertThatThrownBy(
                            () -> role.sql("UPDATE ledger_entry SET cost = 0").update())
                    .hasStackTraceContaining("permission denied");
            assertThatThrownBy(() -> role.sql("DELETE FROM ledger_entry").update())
                    .hasStackTraceContaining("permission denied");
        }
    }

    private int together(List<UsageRecorded> one, List<UsageRecorded> other)
            throws InterruptedException, ExecutionException {
        try (ExecutorService writers = Executors.newFixedThreadPool(2)) {
            Future<Integer> first = writers.submit(() -> ingest(one.toArray(UsageRecorded[]::new)));
            Future<Integer> second = writers.submit(() -> ingest(other.toArray(UsageRecorded[]::new)));
            return first.get() + second.get();
        }
    }

    private List<String> seenBy(String tenant, String table) {
        return Objects.requireNonNull(database.appTransaction.execute(status -> {
            database.app
                    .sql("SELECT set_config('app.tenant', :tenant, true)")
                    .param("tenant", tenant)
                    .query(String.class)
                    .single();
            return database.app
                    .sql("SELECT DISTINCT tenant FROM " + table)
                    .query(String.class)
                    .list();
        }));
    }

    private int ingest(UsageRecorded... records) {
        return Objects.requireNonNull(database.transaction.execute(status -> database.ingest.ingest(List.of(records))));
    }

    private void set(PriceSet... prices) {
        database.transaction.executeWithoutResult(status -> {
            for (PriceSet price : prices) {
                database.prices.on(price, 1);
            }
        });
    }

    private BigDecimal cost() {
        return database.processor
                .sql("SELECT cost FROM ledger_entry")
                .query(BigDecimal.class)
                .single();
    }

    private long count(String table) {
        return database.processor
                .sql("SELECT count(*) FROM " + table)
                .query(Long.class)
                .single();
    }

    private long rollup(String measure) {
        return database.processor
                .sql("SELECT sum(" + measure + ") FROM usage_read.usage_rollup_hour")
                .query(Long.class)
                .single();
    }
}
