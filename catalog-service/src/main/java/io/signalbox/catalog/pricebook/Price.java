package io.signalbox.catalog.pricebook;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.signalbox.catalog.pricebook.PriceCommand.SetPrice;
import io.signalbox.catalog.pricebook.PriceEvent.PriceWasSet;
import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.TenantOwned;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** One entry of the price book. It never changes: what was rated with it can be explained for ever. */
@Aggregate
final class Price implements TenantOwned {
    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Read by Axon.
    private UUID priceId;

    private @Nullable TenantId tenant;

    Price() {}

    @CommandHandler
    Price(SetPrice command) {
        apply(new PriceWasSet(command.tenant(), command.priceId(), command.terms(), command.at()));
    }

    @EventSourcingHandler
    void on(PriceEvent event) {
        switch (event) {
            case PriceWasSet set -> {
                priceId = set.priceId();
                tenant = set.tenant();
            }
        }
    }

    @Override
    public @Nullable TenantId tenant() {
        return tenant;
    }
}
