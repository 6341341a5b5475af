package io.signalbox.provider.discovery;

import io.signalbox.contracts.ModelFacts;
import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.EventName;
import io.signalbox.kit.eventstore.StoredEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What happened to the list of a configuration's models. */
public sealed interface DiscoveryEvent extends StoredEvent {
    /** Whose list. */
    UUID configurationId();

    /** A model is new on the list, or says something else than before. */
    @EventName("provider.model-found.v1")
    record ModelFound(
            TenantId tenant,
            UUID configurationId,
            String providerType,
            String adapter,
            String modelId,
            Map<String, Object> fields,
            ModelFacts facts,
            Instant at)
            implements DiscoveryEvent {}

    /** A model is not on the list any more. */
    @EventName("provider.model-lost.v1")
    record ModelLost(TenantId tenant, UUID configurationId, String modelId, Instant at) implements DiscoveryEvent {}

    /** A listing was read to its end. */
    @EventName("provider.discovery-finished.v1")
    record DiscoveryFinished(
            TenantId tenant,
            UUID configurationId,
            List<String> added,
            List<String> changed,
            List<String> gone,
            int total,
            Instant at)
            implements DiscoveryEvent {}
}
