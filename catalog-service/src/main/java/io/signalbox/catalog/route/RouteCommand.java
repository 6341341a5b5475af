package io.signalbox.catalog.route;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.TenantCommand;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything that can be asked of a route. */
public sealed interface RouteCommand extends TenantCommand {
    /** A new one. */
    record DefineRoute(
            TenantId tenant, @TargetAggregateIdentifier UUID routeId, RouteDefinition definition, Instant at)
            implements RouteCommand {}

    /** Another state; the same again changes nothing. */
    record ChangeRoute(
            TenantId tenant,
            @TargetAggregateIdentifier UUID routeId,
            RouteDefinition definition,
            @Nullable Long expectedVersion,
            Instant at)
            implements RouteCommand {}

    /** The end of it; its name is free again. */
    record RemoveRoute(
            TenantId tenant, @TargetAggregateIdentifier UUID routeId, Instant at) implements RouteCommand {}
}
