package io.signalbox.usage.explain;

import static io.signalbox.usage.UsageExamples.ACME;
import static io.signalbox.usage.UsageExamples.CONFIGURATION;
import static io.signalbox.usage.UsageExamples.NOON;
import static io.signalbox.usage.UsageExamples.attempt;
import static io.signalbox.usage.UsageExamples.corrected;
import static io.signalbox.usage.UsageExamples.price;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.Money;
import io.signalbox.contracts.catalog.CatalogEvent.PriceSet;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.contracts.usage.UsageRecordEvent.UsageRecorded;
import io.signalbox.pricing.Rated.Line;
import io.signalbox.usage.UsageDatabase;
import io.signalbox.usage.explain.RequestExplanation.Attempt;
import io.signalbox.usage.explain.RequestExplanation.Entry;
import io.signalbox.usage.ledger.LedgerEntries;
import io.signalbox.usage.name.NameMirror;
import io.signalbox.usage.name.Names;
import io.signalbox.usage.name.Names.Kind;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExplainingTest {
    private static final PriceSet INPUT = price("input_tokens", "0.000000123");

    private UsageDatabase database;

    @BeforeEach
    void fresh() {
        database = new UsageDatabase(Clock.fixed(NOON, ZoneOffset.UTC));
    }

    @Test
    void every_attempt_is_told_with_its_meters_and_the_prices_that_were_applied() {
        set(1, INPUT);
        UsageRecorded first =
                attempt().number(1, false).used().failed(FailureKind.OVERLOADED).record();
        UsageRecorded second = attempt().number(2, true).used("input_tokens", 7).record();

        RequestExplanation explanation = explain(second, first);

        assertThat(explanation.attempts()).extracting(Attempt::outcome).containsExactly("FAILED", "SUCCEEDED");
        assertThat(explanation.attempts()).extracting(Attempt::failure).containsExactly("OVERLOADED", null);
        assertThat(explanation.cost()).isEqualTo(Money.usd("0.000000861"));
        Line line = explanation.attempts().get(1).costLines().getFirst();
        assertThat(line.meter()).isEqualTo("input_tokens");
        assertThat(line.priceId()).isEqualTo(INPUT.priceId());
        assertThat(explanation.attempts().get(1).configurationName()).isEqualTo("main");
        assertThat(explanation.attempts().get(1).routing()).isEqualTo("priority: first choice");
    }

    @Test
    void a_correction_shows_beside_the_original_and_the_cost_is_what_holds_now() {
        set(1, INPUT);
        UsageRecorded record = attempt().used("input_tokens", 10).record();
        explain(record);
        set(2, corrected(INPUT, "0.000000100"));
        while (database.tasks.workOnePage()) {
            // Until nothing is left to do.
        }

        Attempt attempt = explain(record).attempts().getFirst();

        assertThat(attempt.cost()).isEqualTo(Money.usd("0.000001"));
        assertThat(attempt.entries())
                .extracting(Entry::cost)
                .containsExactly(Money.usd("0.00000123"), Money.usd("-0.00000023"));
        assertThat(attempt.costLines().getFirst().amount()).isEqualByComparingTo("0.000001");
    }

    @Test
    void a_request_with_an_attempt_without_a_price_has_no_cost() {
        RequestExplanation explanation = explain(attempt().record());

        assertThat(explanation.cost()).isNull();
        assertThat(explanation.costs()).isEmpty();
        assertThat(explanation.attempts().getFirst().rating()).isEqualTo("UNPRICED");
    }

    private RequestExplanation explain(UsageRecorded... records) {
        database.transaction.executeWithoutResult(status -> {
            database.ingest.ingest(List.of(records));
            new NameMirror(database.processor).called(ACME, Kind.CONFIGURATION, CONFIGURATION, "main", 1);
        });
        return database.as(
                ACME,
                () -> new Explaining(new Names(database.app))
                        .explain(new LedgerEntries(database.app, database.json).ofRequest(records[0].requestId())));
    }

    private void set(long sequence, PriceSet price) {
        database.transaction.executeWithoutResult(status -> database.prices.on(price, sequence));
    }
}
