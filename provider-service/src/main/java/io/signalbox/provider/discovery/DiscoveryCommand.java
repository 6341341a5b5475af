package io.signalbox.provider.discovery;

import io.signalbox.contracts.ModelFacts;
import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.TenantCommand;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of the list of a configuration's models. */
public sealed interface DiscoveryCommand extends TenantCommand {
    /** The list as the provider gives it now. */
    record RecordListing(
            TenantId tenant,
            @TargetAggregateIdentifier UUID discoveryId,
            UUID configurationId,
            String providerType,
            String adapter,
            List<Listed> models,
            Instant at)
            implements DiscoveryCommand {}

    /** The configuration is gone, and its models with it. */
    record ForgetModels(
            TenantId tenant, @TargetAggregateIdentifier UUID discoveryId, UUID configurationId, Instant at)
            implements DiscoveryCommand {}

    /** One entry of the list. */
    record Listed(String modelId, Map<String, Object> fields, ModelFacts facts) {}
}
