package io.signalbox.catalog.route;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;
import static org.axonframework.modelling.command.AggregateLifecycle.markDeleted;

import io.signalbox.catalog.route.RouteCommand.ChangeRoute;
import io.signalbox.catalog.route.RouteCommand.DefineRoute;
import io.signalbox.catalog.route.RouteCommand.RemoveRoute;
import io.signalbox.catalog.route.RouteEvent.RouteChanged;
import io.signalbox.catalog.route.RouteEvent.RouteDeleted;
import io.signalbox.catalog.route.RouteEvent.RouteMade;
import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.TenantOwned;
import io.signalbox.kit.problem.StandardRefusal;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A name applications ask for. The name is claimed in the transaction that stores the event. */
@Aggregate
final class Route implements TenantOwned {
    @AggregateIdentifier
    private UUID routeId;

    private @Nullable TenantId tenant;
    private @Nullable RouteDefinition definition;

    Route() {}

    @CommandHandler
    Route(DefineRoute command, RouteNames names) {
        names.claim(command.tenant(), command.definition().name(), command.routeId());
        apply(new RouteMade(command.tenant(), command.routeId(), command.definition(), command.at()));
    }

    @CommandHandler
    void change(ChangeRoute command, RouteNames names) {
        RouteDefinition current = current();
        if (command.expectedVersion() != null && !command.expectedVersion().equals(getVersion())) {
            throw StandardRefusal.STATE_CHANGED.refused();
        }
        if (!command.definition().name().equals(current.name())) {
            names.release(command.tenant(), current.name());
            names.claim(command.tenant(), command.definition().name(), routeId);
        }
        if (!command.definition().equals(current)) {
            apply(new RouteChanged(command.tenant(), routeId, command.definition(), command.at()));
        }
    }

    @CommandHandler
    void remove(RemoveRoute command, RouteNames names) {
        names.release(command.tenant(), current().name());
        apply(new RouteDeleted(command.tenant(), routeId, current().name(), command.at()));
    }

    @EventSourcingHandler
    void on(RouteEvent event) {
        switch (event) {
            case RouteMade made -> {
                routeId = made.routeId();
                tenant = made.tenant();
                definition = made.definition();
            }
            case RouteChanged changed -> definition = changed.definition();
            case RouteDeleted deleted -> markDeleted();
        }
    }

    private RouteDefinition current() {
        return Objects.requireNonNull(definition, "a route begins with RouteMade");
    }

    @Override
    public @Nullable TenantId tenant() {
        return tenant;
    }
}
