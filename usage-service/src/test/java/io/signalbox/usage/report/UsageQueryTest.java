package io.signalbox.usage.report;

import static io.signalbox.usage.UsageExamples.ACCESS_KEY;
import static io.signalbox.usage.UsageExamples.ACME;
import static io.signalbox.usage.UsageExamples.CONFIGURATION;
import static io.signalbox.usage.UsageExamples.GLOBEX;
import static io.signalbox.usage.UsageExamples.NOON;
import static io.signalbox.usage.UsageExamples.attempt;
import static io.signalbox.usage.UsageExamples.inCurrency;
import static io.signalbox.usage.UsageExamples.price;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.contracts.Money;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.catalog.CatalogEvent.PriceSet;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.contracts.usage.UsageRecordEvent.UsageRecorded;
import io.signalbox.kit.api.ReportPeriod;
import io.signalbox.kit.identity.NamedId;
import io.signalbox.kit.problem.RefusedException;
import io.signalbox.usage.UsageDatabase;
import io.signalbox.usage.report.UsageQuery.Line;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UsageQueryTest {
    private UsageDatabase database;

    @BeforeEach
    void fresh() {
        database = new UsageDatabase(Clock.fixed(NOON, ZoneOffset.UTC));
    }

    @Test
    void figures_of_a_period_add_up() {
        set(price("input_tokens", "0.000000123"), price("output_tokens", "0.00001"));
        ingest(
                attempt().number(1, false).used().failed(FailureKind.OVERLOADED).record(),
                attempt().number(2, true).lasting(400_000).record(),
                attempt()
                        .request("2")
                        .used("input_tokens", 1, "cached_input_tokens", 2)
                        .lasting(700_000)
                        .record());

        UsageFigures figures = totals(day(), UsageFilter.NONE);

        assertThat(figures.requestCount()).isEqualTo(2);
        assertThat(figures.attemptCount()).isEqualTo(3);
        assertThat(figures.errorCount()).isEqualTo(1);
        assertThat(figures.errorRate()).isEqualTo(1 / 3.0);
        assertThat(figures.tokenCount()).isEqualTo(113);
        assertThat(figures.cachedInputTokens()).isEqualTo(2);
        assertThat(figures.cost()).isEqualTo(Money.usd("0.000112669"));
        assertThat(figures.averageLatency()).isEqualTo(550.0);
        assertThat(figures.latencyP95()).isEqualTo(1_000);
        assertThat(figures.lastUsed()).isEqualTo(NOON);
    }

    @Test
    void a_period_without_usage_has_no_cost_instead_of_the_cost_zero() {
        UsageFigures figures = totals(day(), UsageFilter.NONE);

        assertThat(figures.requestCount()).isZero();
        assertThat(figures.cost()).isNull();
        assertThat(figures.lastUsed()).isNull();
        assertThat(figures.averageLatency()).isNull();
    }

    @Test
    void costs_of_two_currencies_are_not_added_up() {
        set(price("input_tokens", "1"));
        set(inCurrency(price(ACME, "output_tokens", "2", Instant.parse("2026-01-01T00:00:00Z")), "EUR"));
        ingest(
                attempt().request("1").used("input_tokens", 3).record(),
                attempt().request("2").used("output_tokens", 4).record());

        UsageFigures figures = totals(day(), UsageFilter.NONE);

        assertThat(figures.cost()).isNull();
        assertThat(figures.costs()).containsExactly(new Money(new BigDecimal("8"), "EUR"), Money.usd("3"));
    }

    @Test
    void a_period_is_half_open_to_the_microsecond() {
        Instant from = Instant.parse("2026-11-20T10:17:03.000001Z");
        Instant to = Instant.parse("2026-11-20T13:42:00Z");
        ingest(
                attempt().request("before").at(from.minusNanos(1_000)).record(),
                attempt().request("first").at(from).record(),
                attempt().request("middle").at(NOON).record(),
                attempt().request("last").at(to.minusNanos(1_000)).record(),
                attempt().request("after").at(to).record());

        assertThat(totals(new ReportPeriod(from, to, ZoneOffset.UTC), UsageFilter.NONE)
                        .requestCount())
                .isEqualTo(3);
    }

    @Test
    void what_the_roll_ups_say_is_what_the_ledger_says() {
        Random random = new Random(7);
        set(price("input_tokens", "0.000000123"), price("output_tokens", "0.00001"));
        List<UsageRecorded> records = new ArrayList<>();
        for (int number = 0; number < 300; number++) {
            records.add(attempt()
                    .request("r" + number)
                    .by("user" + random.nextInt(3), null)
                    .used("input_tokens", random.nextInt(1_000), "output_tokens", random.nextInt(100))
                    .at(NOON.plusSeconds(random.nextInt(86_400)))
                    .record());
        }
        ingest(records.toArray(UsageRecorded[]::new));
        Instant middle = NOON.plusSeconds(40_000);

        UsageFigures whole = totals(span(NOON, NOON.plusSeconds(86_400)), UsageFilter.NONE);
        UsageFigures first = totals(span(NOON, middle), UsageFilter.NONE);
        UsageFigures second = totals(span(middle, NOON.plusSeconds(86_400)), UsageFilter.NONE);

        assertThat(whole.requestCount()).isEqualTo(300);
        assertThat(first.requestCount() + second.requestCount()).isEqualTo(300);
        assertThat(Objects.requireNonNull(first.cost())
                        .amount()
                        .add(Objects.requireNonNull(second.cost()).amount()))
                .isEqualByComparingTo(Objects.requireNonNull(whole.cost()).amount());
    }

    @Test
    void lines_are_grouped_by_every_dimension() {
        ingest(
                attempt().request("1").by("ada", NamedId.of("project/x")).record(),
                attempt()
                        .request("2")
                        .by(null, null)
                        .model("other")
                        .at(NOON.plusSeconds(3_600))
                        .record());

        assertThat(keys("configuration")).containsExactly(CONFIGURATION.toString());
        assertThat(keys("model")).containsExactly("gpt", "other");
        assertThat(keys("user")).containsExactly("", "ada");
        assertThat(keys("project")).containsExactly("", NamedId.of("project/x").toString());
        assertThat(keys("accessKey")).containsExactly(ACCESS_KEY.toString());
        assertThat(keys("day")).containsExactly("2026-11-20");
        assertThat(keys("hour")).containsExactly("2026-11-20T12:00:00Z", "2026-11-20T13:00:00Z");
    }

    @Test
    void lines_of_a_tag_are_its_values_with_and_without_a_filter() {
        ingest(
                attempt().request("1").tagged(Map.of("team", "red", "env", "x")).record(),
                attempt()
                        .request("2")
                        .tagged(Map.of("team", "blue"))
                        .by("bob", null)
                        .record(),
                attempt().request("3").record());

        assertThat(keys("tag:team")).containsExactly("blue", "red");
        assertThat(lines(day(), "tag:team", new UsageFilter(null, null, "bob", null, null), null, 10))
                .extracting(Line::key)
                .containsExactly("blue");
    }

    @Test
    void days_are_those_of_the_time_zone_also_where_they_begin_at_half_past() {
        ingest(
                attempt().request("1").at(Instant.parse("2026-11-20T18:29:59Z")).record(),
                attempt().request("2").at(Instant.parse("2026-11-20T18:30:00Z")).record());
        ReportPeriod india = ReportPeriod.parse("2026-11", "Asia/Kolkata", NOON);

        assertThat(lines(india, "day", UsageFilter.NONE, null, 10))
                .extracting(Line::key)
                .containsExactly("2026-11-20", "2026-11-21");
    }

    @Test
    void lines_go_on_after_the_last_key_of_the_page_before() {
        ingest(
                attempt().request("1").model("a").record(),
                attempt().request("2").model("b").record(),
                attempt().request("3").model("c").record());

        assertThat(lines(day(), "model", UsageFilter.NONE, null, 2))
                .extracting(Line::key)
                .containsExactly("a", "b");
        assertThat(lines(day(), "model", UsageFilter.NONE, "b", 2))
                .extracting(Line::key)
                .containsExactly("c");
    }

    @Test
    void another_tenants_usage_is_not_counted() {
        ingest(attempt().of(GLOBEX).record());

        assertThat(totals(day(), UsageFilter.NONE).requestCount()).isZero();
    }

    @Test
    void a_dimension_nobody_knows_is_refused_by_name() {
        assertThatThrownBy(() -> Grouping.parse("colour"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("groupBy");
    }

    private List<String> keys(String groupBy) {
        return lines(day(), groupBy, UsageFilter.NONE, null, 10).stream()
                .map(Line::key)
                .toList();
    }

    private static ReportPeriod day() {
        return span(Instant.parse("2026-11-20T00:00:00Z"), Instant.parse("2026-11-21T00:00:00Z"));
    }

    private static ReportPeriod span(Instant from, Instant to) {
        return new ReportPeriod(from, to, ZoneOffset.UTC);
    }

    private UsageFigures totals(ReportPeriod period, UsageFilter filter) {
        return ask(query -> query.totals(period, filter));
    }

    private List<Line> lines(
            ReportPeriod period, String groupBy, UsageFilter filter, @Nullable String after, int limit) {
        return ask(query -> query.lines(period, Grouping.parse(groupBy), filter, after, limit));
    }

    private <T> T ask(Function<UsageQuery, T> question) {
        return database.as(new TenantId("acme"), () -> question.apply(new UsageQuery(database.app)));
    }

    private void ingest(UsageRecorded... records) {
        database.transaction.executeWithoutResult(status -> database.ingest.ingest(List.of(records)));
    }

    private void set(PriceSet... prices) {
        database.transaction.executeWithoutResult(status -> {
            for (PriceSet price : prices) {
                database.prices.on(price, 1);
            }
        });
    }
}
