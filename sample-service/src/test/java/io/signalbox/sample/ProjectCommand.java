package io.signalbox.sample;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.TenantCommand;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What a project can be told. */
public sealed interface ProjectCommand extends TenantCommand {
    record OpenProject(
            TenantId tenant, @TargetAggregateIdentifier UUID id, String name, Instant at) implements ProjectCommand {}

    record RenameProject(
            TenantId tenant, @TargetAggregateIdentifier UUID id, String name) implements ProjectCommand {}

    record CloseProject(
            TenantId tenant, @TargetAggregateIdentifier UUID id, Instant at) implements ProjectCommand {}
}
