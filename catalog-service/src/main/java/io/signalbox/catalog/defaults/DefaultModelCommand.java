package io.signalbox.catalog.defaults;

import io.signalbox.contracts.ModelType;
import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.TenantCommand;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of a default. */
public sealed interface DefaultModelCommand extends TenantCommand {
    /** This model from now on; the same again changes nothing. */
    record SetDefaultModel(
            TenantId tenant,
            @TargetAggregateIdentifier UUID defaultId,
            ModelType modelType,
            UUID configurationId,
            String modelId,
            Instant at)
            implements DefaultModelCommand {}
}
