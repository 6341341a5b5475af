package io.signalbox.catalog.defaults;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.signalbox.catalog.defaults.DefaultModelCommand.SetDefaultModel;
import io.signalbox.catalog.defaults.DefaultModelEvent.DefaultModelChosen;
import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.TenantOwned;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** The model one tenant uses for one type when nobody names one. */
@Aggregate
final class DefaultModel implements TenantOwned {
    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Read by Axon.
    private UUID defaultId;

    private @Nullable TenantId tenant;
    private @Nullable UUID configurationId;
    private @Nullable String modelId;

    DefaultModel() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void set(SetDefaultModel command) {
        if (command.configurationId().equals(configurationId)
                && command.modelId().equals(modelId)) {
            return;
        }
        apply(new DefaultModelChosen(
                command.tenant(),
                command.defaultId(),
                command.modelType(),
                command.configurationId(),
                command.modelId(),
                command.at()));
    }

    @EventSourcingHandler
    void on(DefaultModelEvent event) {
        switch (event) {
            case DefaultModelChosen chosen -> {
                defaultId = chosen.defaultId();
                tenant = chosen.tenant();
                configurationId = chosen.configurationId();
                modelId = chosen.modelId();
            }
        }
    }

    @Override
    public @Nullable TenantId tenant() {
        return tenant;
    }
}
