package io.signalbox.catalog.route;

import io.signalbox.catalog.known.KnownConfigurations;
import io.signalbox.kit.api.IfMatch;
import io.signalbox.kit.api.Page;
import io.signalbox.kit.api.PageRequest;
import io.signalbox.kit.eventstore.ReadYourWrites;
import io.signalbox.kit.security.Caller;
import io.signalbox.kit.security.Role;
import io.signalbox.kit.tenancy.TenantTransaction;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/routes}; a route is addressed by its name or its id. */
@RestController
@RequestMapping("/api/routes")
class RouteController {
    private final Routing routing;
    private final Routes routes;
    private final KnownConfigurations configurations;
    private final TenantTransaction tenants;
    private final ReadYourWrites reads;

    RouteController(
            Routing routing,
            Routes routes,
            KnownConfigurations configurations,
            TenantTransaction tenants,
            ReadYourWrites reads) {
        this.routing = routing;
        this.routes = routes;
        this.configurations = configurations;
        this.tenants = tenants;
        this.reads = reads;
    }

    @GetMapping
    Page<RouteState> list(Caller caller, PageRequest page) {
        Map<UUID, String> names = configurations.names(caller.tenant());
        return tenants.in(caller.tenant(), () -> routes.page(page)).map(route -> RouteState.of(route, names));
    }

    @GetMapping("/{name}")
    ResponseEntity<RouteState> one(Caller caller, @PathVariable String name) {
        return tagged(shown(caller, read(caller, name)));
    }

    @PostMapping
    ResponseEntity<RouteState> define(Caller caller, @RequestBody RouteRequest request) {
        requireMayRoute(caller);
        UUID id = routing.define(caller.tenant(), request);
        RouteState state = readOwn(caller, id);
        return ResponseEntity.created(URI.create("/api/routes/" + id))
                .eTag(IfMatch.tag(state.version()))
                .body(state);
    }

    /** Merges like {@link #change}, as everywhere in this API. */
    @PutMapping("/{name}")
    ResponseEntity<RouteState> replace(
            Caller caller, @PathVariable String name, IfMatch condition, @RequestBody RouteRequest request) {
        return change(caller, name, condition, request);
    }

    @PatchMapping("/{name}")
    ResponseEntity<RouteState> change(
            Caller caller, @PathVariable String name, IfMatch condition, @RequestBody RouteRequest request) {
        requireMayRoute(caller);
        StoredRoute current = read(caller, name);
        condition.check(current.version());
        routing.change(caller.tenant(), current, request, condition.header() == null ? null : current.version());
        return tagged(readOwn(caller, current.id()));
    }

    @DeleteMapping("/{name}")
    ResponseEntity<Void> remove(Caller caller, @PathVariable String name) {
        requireMayRoute(caller);
        UUID id = read(caller, name).id();
        routing.remove(caller.tenant(), id);
        reads.await(RouteProjection.NAME, id);
        return ResponseEntity.noContent().build();
    }

    /** Operators steer failover, so they may change routes as developers do. */
    private static void requireMayRoute(Caller caller) {
        caller.require(Role.ADMINISTRATOR, Role.DEVELOPER, Role.OPERATOR);
    }

    private StoredRoute read(Caller caller, String nameOrId) {
        return tenants.in(caller.tenant(), () -> routes.required(nameOrId));
    }

    private RouteState readOwn(Caller caller, UUID id) {
        reads.await(RouteProjection.NAME, id);
        return shown(caller, read(caller, id.toString()));
    }

    private RouteState shown(Caller caller, StoredRoute route) {
        return RouteState.of(route, configurations.names(caller.tenant()));
    }

    private static ResponseEntity<RouteState> tagged(RouteState state) {
        return ResponseEntity.ok().eTag(IfMatch.tag(state.version())).body(state);
    }
}
