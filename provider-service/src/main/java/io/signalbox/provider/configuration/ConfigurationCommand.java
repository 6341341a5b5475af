package io.signalbox.provider.configuration;

import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.provider.ProviderEvent.TestStatus;
import io.signalbox.kit.eventstore.TenantCommand;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything that can be asked of a configuration. */
public sealed interface ConfigurationCommand extends TenantCommand {
    /** A new one. The key, if it needs one, is sealed already. */
    record Configure(
            TenantId tenant, @TargetAggregateIdentifier UUID configurationId, ConfigurationDetails details, Instant at)
            implements ConfigurationCommand {}

    /** Another state; the same again changes nothing. */
    record Change(
            TenantId tenant,
            @TargetAggregateIdentifier UUID configurationId,
            ConfigurationDetails details,
            @Nullable Long expectedVersion,
            Instant at)
            implements ConfigurationCommand {}

    /** Another key; where it is kept may stay the same. */
    record RotateKey(
            TenantId tenant,
            @TargetAggregateIdentifier UUID configurationId,
            UUID credentialId,
            String keyHint,
            Instant at)
            implements ConfigurationCommand {}

    /** One more key, over which calls are spread; the same again changes nothing. */
    record AddKey(
            TenantId tenant,
            @TargetAggregateIdentifier UUID configurationId,
            UUID credentialId,
            String keyName,
            String keyHint,
            Instant at)
            implements ConfigurationCommand {}

    /** One of the further keys less; asked again, it is not found. */
    record RemoveKey(
            TenantId tenant, @TargetAggregateIdentifier UUID configurationId, UUID credentialId, Instant at)
            implements ConfigurationCommand {}

    /** What a connection test said. */
    record RecordTest(
            TenantId tenant,
            @TargetAggregateIdentifier UUID configurationId,
            TestStatus status,
            long latencyMillis,
            String message,
            Instant at)
            implements ConfigurationCommand {}

    /** The end of it; asked again, it is not found. */
    record Remove(
            TenantId tenant, @TargetAggregateIdentifier UUID configurationId, Instant at)
            implements ConfigurationCommand {}
}
