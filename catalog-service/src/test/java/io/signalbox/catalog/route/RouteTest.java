package io.signalbox.catalog.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.catalog.route.RouteCommand.ChangeRoute;
import io.signalbox.catalog.route.RouteCommand.DefineRoute;
import io.signalbox.catalog.route.RouteCommand.RemoveRoute;
import io.signalbox.catalog.route.RouteEvent.RouteChanged;
import io.signalbox.catalog.route.RouteEvent.RouteDeleted;
import io.signalbox.catalog.route.RouteEvent.RouteMade;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.catalog.Deadlines;
import io.signalbox.contracts.catalog.RouteNode;
import io.signalbox.kit.problem.RefusedException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventsourcing.AggregateDeletedException;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RouteTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final UUID ID = UUID.fromString("01890000-0000-7000-8000-000000000001");
    private static final RouteMade MADE = new RouteMade(ACME, ID, called("fast", 3), NOW);

    private final FixtureConfiguration<Route> route = new AggregateTestFixture<>(Route.class);
    private final KnownNames names = new KnownNames();

    @BeforeEach
    void names() {
        route.registerInjectableResource(names);
    }

    /** Who has which name of the one tenant there is. */
    private static final class KnownNames implements RouteNames {
        final Map<String, UUID> owners = new HashMap<>();

        @Override
        public void claim(TenantId tenant, String name, UUID routeId) {
            if (owners.putIfAbsent(name, routeId) != null) {
                throw RouteRefusal.NAME_TAKEN.refusedAt("name", name);
            }
        }

        @Override
        public void release(TenantId tenant, String name) {
            owners.remove(name);
        }
    }

    @Nested
    class Defining {
        private static final DefineRoute DEFINE = new DefineRoute(ACME, ID, MADE.definition(), NOW);

        @Test
        void it_begins_and_has_its_name() {
            route.givenNoPriorActivity().when(DEFINE).expectEvents(MADE);
            assertThat(names.owners).containsOnly(Map.entry("fast", ID));
        }

        @Test
        void a_name_another_route_has_is_refused() {
            names.owners.put("fast", UUID.randomUUID());
            route.givenNoPriorActivity()
                    .when(DEFINE)
                    .expectException(RefusedException.class)
                    .expectNoEvents();
        }

        @Test
        void the_same_one_is_not_made_twice() {
            route.given(MADE).when(DEFINE).expectException(EventStoreException.class);
        }
    }

    @Nested
    class Changing {
        @Test
        void another_name_frees_the_old_one() {
            names.owners.put("fast", ID);
            route.given(MADE)
                    .when(new ChangeRoute(ACME, ID, called("faster", 3), 0L, NOW))
                    .expectEvents(new RouteChanged(ACME, ID, called("faster", 3), NOW));
            assertThat(names.owners).containsOnly(Map.entry("faster", ID));
        }

        @Test
        void the_same_again_changes_nothing() {
            route.given(MADE, new RouteChanged(ACME, ID, called("fast", 5), NOW))
                    .when(new ChangeRoute(ACME, ID, called("fast", 5), 1L, NOW))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        void a_change_of_what_is_not_there_any_more_is_refused() {
            route.given(MADE, new RouteChanged(ACME, ID, called("fast", 5), NOW))
                    .when(new ChangeRoute(ACME, ID, called("fast", 7), 0L, NOW))
                    .expectException(RefusedException.class);
        }

        @Test
        void a_name_another_route_has_is_refused() {
            names.owners.put("taken", UUID.randomUUID());
            route.given(MADE)
                    .when(new ChangeRoute(ACME, ID, called("taken", 3), null, NOW))
                    .expectException(RefusedException.class)
                    .expectNoEvents();
        }
    }

    @Nested
    class Removing {
        private static final RemoveRoute REMOVE = new RemoveRoute(ACME, ID, NOW);

        @Test
        void its_name_is_free_again() {
            names.owners.put("faster", ID);
            route.given(MADE, new RouteChanged(ACME, ID, called("faster", 3), NOW))
                    .when(REMOVE)
                    .expectEvents(new RouteDeleted(ACME, ID, "faster", NOW))
                    .expectMarkedDeleted();
            assertThat(names.owners).isEmpty();
        }

        @Test
        void a_second_removal_finds_nothing_and_takes_nobodys_name() {
            names.owners.put("fast", UUID.randomUUID());
            route.given(MADE, new RouteDeleted(ACME, ID, "fast", NOW))
                    .when(REMOVE)
                    .expectException(AggregateDeletedException.class)
                    .expectNoEvents();
            assertThat(names.owners).containsKey("fast");
        }

        @Test
        void what_was_never_there_is_not_found() {
            route.givenNoPriorActivity().when(REMOVE).expectException(AggregateNotFoundException.class);
        }
    }

    private static RouteDefinition called(String name, int attemptsMax) {
        return new RouteDefinition(
                name,
                new RouteNode.Target(new UUID(0, 1), "small"),
                Deadlines.DEFAULT,
                attemptsMax,
                true,
                null,
                null,
                null);
    }
}
