package io.signalbox.usage.rating;

import static io.signalbox.usage.UsageExamples.ACME;
import static io.signalbox.usage.UsageExamples.GLOBEX;
import static io.signalbox.usage.UsageExamples.NOON;
import static io.signalbox.usage.UsageExamples.attempt;
import static io.signalbox.usage.UsageExamples.corrected;
import static io.signalbox.usage.UsageExamples.inCurrency;
import static io.signalbox.usage.UsageExamples.price;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.catalog.CatalogEvent.PriceSet;
import io.signalbox.contracts.usage.UsageRecordEvent.UsageRecorded;
import io.signalbox.usage.UsageDatabase;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RatingAgainTest {
    private static final PriceSet INPUT = price("input_tokens", "0.1");

    private UsageDatabase database;

    @BeforeEach
    void fresh() {
        database = new UsageDatabase(Clock.fixed(NOON, ZoneOffset.UTC));
    }

    @Test
    void an_attempt_without_a_price_is_rated_when_the_price_arrives() {
        ingest(attempt().used("input_tokens", 5).record());

        set(1, INPUT);
        workOff();

        assertThat(entries(
                        "entry_no || ' ' || rating || ' ' || coalesce(trim_scale(cost)::text, '-') || ' ' || reason"))
                .containsExactly("0 UNPRICED - ATTEMPT", "1 PRICED 0.5 PRICE_ARRIVED");
        assertThat(rollup("unpriced_count")).isEqualByComparingTo("0");
        assertThat(rollup("cost")).isEqualByComparingTo("0.5");
        assertThat(rollup("attempt_count")).isEqualByComparingTo("1");
    }

    @Test
    void an_attempt_with_one_meter_still_without_a_price_goes_on_without_a_cost() {
        ingest(attempt().record());

        set(1, INPUT);
        workOff();
        boolean stillUnpriced = rollup("unpriced_count").signum() == 1;
        set(1, price("output_tokens", "1"));
        workOff();

        assertThat(stillUnpriced).isTrue();
        assertThat(rollup("cost")).isEqualByComparingTo("20");
        assertThat(entries("entry_no")).containsExactly("0", "1");
    }

    @Test
    void a_corrected_price_adds_the_difference_and_leaves_the_original() {
        set(1, INPUT);
        ingest(attempt().used("input_tokens", 10).record());

        set(2, corrected(INPUT, "0.03"));
        workOff();

        assertThat(entries("entry_no || ' ' || trim_scale(cost) || ' ' || reason"))
                .containsExactly("0 1 ATTEMPT", "1 -0.7 PRICE_CORRECTED");
        assertThat(rollup("cost")).isEqualByComparingTo("0.3");
        assertThat(rollup("token_count")).isEqualByComparingTo("10");
    }

    @Test
    void a_correction_into_another_currency_takes_the_old_cost_back() {
        set(1, INPUT);
        ingest(attempt().used("input_tokens", 10).record());

        set(2, inCurrency(corrected(INPUT, "0.2"), "EUR"));
        workOff();

        assertThat(entries("currency || ' ' || trim_scale(cost)")).containsExactly("USD 1", "EUR 2", "USD -1");
    }

    @Test
    void rating_the_same_history_again_adds_nothing() {
        set(1, INPUT);
        ingest(attempt().used("input_tokens", 10).record());
        set(2, corrected(INPUT, "0.2"));
        workOff();

        database.transaction.executeWithoutResult(status -> database.processor
                .sql("INSERT INTO rating_task (tenant, provider_type, model_id, effective_from)"
                        + " VALUES ('platform', 'openai', 'gpt', '2026-01-01T00:00:00Z')")
                .update());
        workOff();

        assertThat(entries("entry_no")).containsExactly("0", "1");
    }

    @Test
    void a_price_that_was_heard_before_changes_nothing() {
        set(5, INPUT);
        workOff();

        set(4, corrected(INPUT, "7"));

        assertThat(database.processor
                        .sql("SELECT count(*) FROM rating_task")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void a_tenants_own_price_concerns_that_tenant_only() {
        set(1, INPUT);
        ingest(
                attempt().of(ACME).used("input_tokens", 10).record(),
                attempt().of(GLOBEX).used("input_tokens", 10).record());

        set(1, price(ACME, "input_tokens", "0.01", INPUT.effectiveFrom()));
        workOff();

        assertThat(entries("tenant || ' ' || trim_scale(cost)"))
                .containsExactlyInAnyOrder("acme 1", "acme -0.9", "globex 1");
    }

    @Test
    void an_attempt_before_a_price_began_keeps_its_cost() {
        set(1, INPUT);
        ingest(attempt().used("input_tokens", 10).record());

        set(1, price(INPUT.tenant(), "input_tokens", "9", NOON.plusMillis(1)));
        workOff();

        assertThat(entries("entry_no")).containsExactly("0");
    }

    @Test
    void a_history_of_more_than_one_page_is_rated_to_the_end_by_workers_at_once() throws Exception {
        int attempts = RatingTasks.PAGE * 2 + 1;
        ingest(IntStream.range(0, 900)
                .mapToObj(number ->
                        attempt().request("a" + number).used("input_tokens", 1).record())
                .toArray(UsageRecorded[]::new));
        ingest(IntStream.range(900, attempts)
                .mapToObj(number ->
                        attempt().request("a" + number).used("input_tokens", 1).record())
                .toArray(UsageRecorded[]::new));

        set(1, INPUT);
        try (ExecutorService workers = Executors.newFixedThreadPool(2)) {
            for (var worker : List.of(workers.submit(this::workOff), workers.submit(this::workOff))) {
                worker.get();
            }
        }
        workOff();

        assertThat(rollup("unpriced_count")).isEqualByComparingTo("0");
        assertThat(rollup("cost")).isEqualByComparingTo(new BigDecimal("0.1").multiply(BigDecimal.valueOf(attempts)));
        assertThat(entries("entry_no")).hasSize(2 * attempts);
    }

    private void workOff() {
        while (database.tasks.workOnePage()) {
            // Until nothing is left to do.
        }
    }

    private void ingest(UsageRecorded... records) {
        database.transaction.executeWithoutResult(status -> database.ingest.ingest(List.of(records)));
    }

    private void set(long sequence, PriceSet price) {
        database.transaction.executeWithoutResult(status -> database.prices.on(price, sequence));
    }

    private List<String> entries(String columns) {
        return database.processor
                .sql("SELECT " + columns + " FROM ledger_entry ORDER BY request_id, attempt, entry_no")
                .query(String.class)
                .list();
    }

    private BigDecimal rollup(String measure) {
        return database.processor
                .sql("SELECT coalesce(sum(" + measure + "), 0) FROM usage_read.usage_rollup_hour")
                .query(BigDecimal.class)
                .single();
    }
}
