package io.signalbox.credential.apikey;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.TenantCommand;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything a provider key can be asked to do. None of these carries the key: it is sealed in the same transaction. */
public sealed interface ProviderKeyCommand extends TenantCommand {
    /** The aggregate. */
    @TargetAggregateIdentifier
    UUID credentialId();

    /**
     * Be in safe keeping as version 1.
     *
     * @param origin scheme, host and port the key was given for: it is sent nowhere else
     * @param valid what the provider said of it; null when nobody asked
     */
    record StoreProviderKey(
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
            implements ProviderKeyCommand {}

    /** Be replaced by a newer version that is sealed already. */
    record RotateProviderKey(
            TenantId tenant,
            UUID credentialId,
            int version,
            String hint,
            String origin,
            @Nullable Boolean valid,
            String by,
            Instant at)
            implements ProviderKeyCommand {}

    /** Be usable, or not for the time being. */
    record SwitchProviderKey(TenantId tenant, UUID credentialId, boolean active, String by, Instant at)
            implements ProviderKeyCommand {}

    /** Be used no more; its sealed versions are deleted. */
    record RevokeProviderKey(TenantId tenant, UUID credentialId, String by, Instant at) implements ProviderKeyCommand {}
}
