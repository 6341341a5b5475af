package io.signalbox.provider.type;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.EventName;
import io.signalbox.kit.eventstore.StoredEvent;
import java.time.Instant;
import java.util.UUID;

/** Everything that happened to a provider type. */
public sealed interface ProviderTypeEvent extends StoredEvent {
    /** It was declared or changed. */
    @EventName("provider.type-defined.v1")
    record TypeDefined(TenantId tenant, UUID typeId, TypeDefinition definition, Instant at)
            implements ProviderTypeEvent {}

    /** It was taken out of use. */
    @EventName("provider.type-retired.v1")
    record TypeRetired(TenantId tenant, UUID typeId, String type, Instant at) implements ProviderTypeEvent {}
}
