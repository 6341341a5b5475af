package io.signalbox.provider.type;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.TenantCommand;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Everything that can be asked of a provider type. */
public sealed interface ProviderTypeCommand extends TenantCommand {
    /** Declares a type, or changes one that is there; the same definition again changes nothing. */
    record DefineType(
            TenantId tenant, @TargetAggregateIdentifier UUID typeId, TypeDefinition definition, Instant at)
            implements ProviderTypeCommand {}

    /** Takes a type out of use. */
    record RetireType(
            TenantId tenant, @TargetAggregateIdentifier UUID typeId, Instant at) implements ProviderTypeCommand {}
}
