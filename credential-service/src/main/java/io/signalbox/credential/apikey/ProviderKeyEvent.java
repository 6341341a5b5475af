package io.signalbox.credential.apikey;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.EventName;
import io.signalbox.kit.eventstore.StoredEvent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everything that can happen to a provider key. Neither the key nor its sealed form is in any of these. */
public sealed interface ProviderKeyEvent extends StoredEvent {
    /** Which key. */
    UUID credentialId();

    @EventName("credential.provider-key-stored.v1")
    record ProviderKeyStored(
            TenantId tenant,
            UUID credentialId,
            String owner,
            @Nullable UUID projectId,
            String providerType,
            String keyName,
            String hint,
            String origin,
            @Nullable Boolean valid,
            String by,
            Instant at)
            implements ProviderKeyEvent {}

    @EventName("credential.provider-key-rotated.v1")
    record ProviderKeyRotated(
            TenantId tenant,
            UUID credentialId,
            int version,
            String hint,
            String origin,
            @Nullable Boolean valid,
            String by,
            Instant at)
            implements ProviderKeyEvent {}

    @EventName("credential.provider-key-switched.v1")
    record ProviderKeySwitched(TenantId tenant, UUID credentialId, boolean active, String by, Instant at)
            implements ProviderKeyEvent {}

    @EventName("credential.provider-key-revoked.v1")
    record ProviderKeyRevoked(TenantId tenant, UUID credentialId, String by, Instant at) implements ProviderKeyEvent {}
}
