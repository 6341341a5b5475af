package io.signalbox.catalog.defaults;

import io.signalbox.contracts.ModelType;
import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.EventName;
import io.signalbox.kit.eventstore.StoredEvent;
import java.time.Instant;
import java.util.UUID;

/** What happened to a default. */
public sealed interface DefaultModelEvent extends StoredEvent {
    /** Another model is the default of its type. */
    @EventName("catalog.default-model-chosen.v1")
    record DefaultModelChosen(
            TenantId tenant, UUID defaultId, ModelType modelType, UUID configurationId, String modelId, Instant at)
            implements DefaultModelEvent {}
}
