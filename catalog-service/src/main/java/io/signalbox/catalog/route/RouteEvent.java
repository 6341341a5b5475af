package io.signalbox.catalog.route;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.EventName;
import io.signalbox.kit.eventstore.StoredEvent;
import java.time.Instant;
import java.util.UUID;

/** Everything that happened to a route. */
public sealed interface RouteEvent extends StoredEvent {
    /** Which one. */
    UUID routeId();

    /** It was made. */
    @EventName("catalog.route-made.v1")
    record RouteMade(TenantId tenant, UUID routeId, RouteDefinition definition, Instant at) implements RouteEvent {}

    /** Something of it is different now, its name perhaps. */
    @EventName("catalog.route-changed.v1")
    record RouteChanged(TenantId tenant, UUID routeId, RouteDefinition definition, Instant at) implements RouteEvent {}

    /** It is gone. */
    @EventName("catalog.route-deleted.v1")
    record RouteDeleted(TenantId tenant, UUID routeId, String name, Instant at) implements RouteEvent {}
}
