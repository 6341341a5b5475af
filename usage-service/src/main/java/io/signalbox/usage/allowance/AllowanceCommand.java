package io.signalbox.usage.allowance;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.TenantCommand;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything that can be asked of an allowance. */
public sealed interface AllowanceCommand extends TenantCommand {
    /** A new one. */
    record DefineAllowance(
            TenantId tenant, @TargetAggregateIdentifier UUID allowanceId, AllowanceTerms terms, Instant at)
            implements AllowanceCommand {}

    /** Other terms; the same again change nothing. */
    record ChangeAllowance(
            TenantId tenant,
            @TargetAggregateIdentifier UUID allowanceId,
            AllowanceTerms terms,
            @Nullable Long expectedVersion,
            Instant at)
            implements AllowanceCommand {}

    /** The end of it. */
    record DropAllowance(
            TenantId tenant, @TargetAggregateIdentifier UUID allowanceId, Instant at) implements AllowanceCommand {}
}
