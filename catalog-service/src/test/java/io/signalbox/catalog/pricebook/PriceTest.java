package io.signalbox.catalog.pricebook;

import io.signalbox.catalog.pricebook.PriceCommand.SetPrice;
import io.signalbox.catalog.pricebook.PriceEvent.PriceWasSet;
import io.signalbox.contracts.Money;
import io.signalbox.contracts.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class PriceTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final UUID ID = UUID.fromString("01890000-0000-7000-8000-000000000001");

    private final FixtureConfiguration<Price> price = new AggregateTestFixture<>(Price.class);

    @Test
    void a_price_is_set() {
        price.givenNoPriorActivity()
                .when(new SetPrice(ACME, ID, costing("0.000002"), NOW))
                .expectEvents(new PriceWasSet(ACME, ID, costing("0.000002"), NOW));
    }

    @Test
    void a_price_that_is_set_is_never_another_one() {
        price.given(new PriceWasSet(ACME, ID, costing("0.000002"), NOW))
                .when(new SetPrice(ACME, ID, costing("0.000003"), NOW))
                .expectException(EventStoreException.class);
    }

    private static PriceTerms costing(String perUnit) {
        return new PriceTerms(
                "openai", null, "small", "input_tokens", 0, PriceTerms.STANDARD_TIER, "", Money.usd(perUnit), NOW);
    }
}
