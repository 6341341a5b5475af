package io.signalbox.catalog.pricebook;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.TenantCommand;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Everything that can be asked of a price. A correction is another price. */
public sealed interface PriceCommand extends TenantCommand {
    /** A new entry of the price book. */
    record SetPrice(
            TenantId tenant, @TargetAggregateIdentifier UUID priceId, PriceTerms terms, Instant at)
            implements PriceCommand {}
}
