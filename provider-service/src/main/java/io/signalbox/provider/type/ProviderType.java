package io.signalbox.provider.type;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.TenantOwned;
import io.signalbox.provider.type.ProviderTypeCommand.DefineType;
import io.signalbox.provider.type.ProviderTypeCommand.RetireType;
import io.signalbox.provider.type.ProviderTypeEvent.TypeDefined;
import io.signalbox.provider.type.ProviderTypeEvent.TypeRetired;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** One provider type of one tenant; a retired one may be defined anew. */
@Aggregate
final class ProviderType implements TenantOwned {
    @AggregateIdentifier
    private UUID typeId;

    private @Nullable TenantId tenant;
    private @Nullable TypeDefinition definition;

    ProviderType() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void define(DefineType command) {
        if (!command.definition().equals(definition)) {
            apply(new TypeDefined(command.tenant(), command.typeId(), command.definition(), command.at()));
        }
    }

    @CommandHandler
    void retire(RetireType command) {
        TypeDefinition current = definition;
        if (current == null) {
            return;
        }
        if (current.builtIn()) {
            throw TypeRefusal.TYPE_BUILT_IN.refused(current.type());
        }
        apply(new TypeRetired(command.tenant(), typeId, current.type(), command.at()));
    }

    @EventSourcingHandler
    void on(ProviderTypeEvent event) {
        switch (event) {
            case TypeDefined defined -> {
                typeId = defined.typeId();
                tenant = defined.tenant();
                definition = defined.definition();
            }
            case TypeRetired retired -> definition = null;
        }
    }

    @Override
    public @Nullable TenantId tenant() {
        return tenant;
    }
}
