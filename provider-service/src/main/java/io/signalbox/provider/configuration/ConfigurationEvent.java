package io.signalbox.provider.configuration;

import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.provider.ProviderEvent.TestStatus;
import io.signalbox.kit.eventstore.EventName;
import io.signalbox.kit.eventstore.StoredEvent;
import java.time.Instant;
import java.util.UUID;

/** Everything that happened to a configuration. */
public sealed interface ConfigurationEvent extends StoredEvent {
    /** Which one. */
    UUID configurationId();

    /** It was made. */
    @EventName("provider.configured.v1")
    record Configured(TenantId tenant, UUID configurationId, ConfigurationDetails details, Instant at)
            implements ConfigurationEvent {}

    /** Something of it is different now. */
    @EventName("provider.configuration-changed.v1")
    record Changed(TenantId tenant, UUID configurationId, ConfigurationDetails details, Instant at)
            implements ConfigurationEvent {}

    /** It has another key. */
    @EventName("provider.key-rotated.v1")
    record KeyRotated(TenantId tenant, UUID configurationId, UUID credentialId, String keyHint, Instant at)
            implements ConfigurationEvent {}

    /** It has one more key. */
    @EventName("provider.key-added.v1")
    record KeyAdded(
            TenantId tenant, UUID configurationId, UUID credentialId, String keyName, String keyHint, Instant at)
            implements ConfigurationEvent {}

    /** It has one key less. */
    @EventName("provider.key-removed.v1")
    record KeyRemoved(TenantId tenant, UUID configurationId, UUID credentialId, Instant at)
            implements ConfigurationEvent {}

    /** Its connection was tested. */
    @EventName("provider.connection-tested.v1")
    record ConnectionTested(
            TenantId tenant, UUID configurationId, TestStatus status, long latencyMillis, String message, Instant at)
            implements ConfigurationEvent {}

    /** It is gone. */
    @EventName("provider.configuration-removed.v1")
    record Removed(TenantId tenant, UUID configurationId, String name, Instant at) implements ConfigurationEvent {}
}
