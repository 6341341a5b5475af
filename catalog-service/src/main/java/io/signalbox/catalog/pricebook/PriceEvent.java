package io.signalbox.catalog.pricebook;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.EventName;
import io.signalbox.kit.eventstore.StoredEvent;
import java.time.Instant;
import java.util.UUID;

/** Everything that happened to a price. */
public sealed interface PriceEvent extends StoredEvent {
    /** Which one. */
    UUID priceId();

    /** It was set. */
    @EventName("catalog.price-set.v1")
    record PriceWasSet(TenantId tenant, UUID priceId, PriceTerms terms, Instant at) implements PriceEvent {}
}
