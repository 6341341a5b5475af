package io.signalbox.credential.tenant;

import io.signalbox.contracts.TenantId;
import io.signalbox.credential.tenant.TenantCommand.CloseProject;
import io.signalbox.credential.tenant.TenantCommand.CloseTenant;
import io.signalbox.credential.tenant.TenantCommand.OpenProject;
import io.signalbox.credential.tenant.TenantCommand.OpenTenant;
import io.signalbox.credential.tenant.TenantCommand.RenameProject;
import io.signalbox.credential.tenant.TenantCommand.RenameTenant;
import io.signalbox.credential.tenant.TenantEvent.ProjectClosed;
import io.signalbox.credential.tenant.TenantEvent.ProjectOpened;
import io.signalbox.credential.tenant.TenantEvent.ProjectRenamed;
import io.signalbox.credential.tenant.TenantEvent.TenantClosed;
import io.signalbox.credential.tenant.TenantEvent.TenantOpened;
import io.signalbox.credential.tenant.TenantEvent.TenantRenamed;
import io.signalbox.kit.problem.RefusedException;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TenantTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final UUID PROJECT = UUID.fromString("01890000-0000-7000-8000-000000000001");
    private static final TenantOpened OPENED = new TenantOpened(ACME, "Acme", "ada", NOW);
    private static final TenantClosed CLOSED = new TenantClosed(ACME, "ada", NOW);
    private static final ProjectOpened SEARCH = new ProjectOpened(ACME, PROJECT, "search", "ada", NOW);
    private static final ProjectClosed SEARCH_CLOSED = new ProjectClosed(ACME, PROJECT, "ada", NOW);

    private final FixtureConfiguration<Tenant> tenant = new AggregateTestFixture<>(Tenant.class);

    @Nested
    class Opening {
        @Test
        void a_tenant_begins() {
            tenant.givenNoPriorActivity()
                    .when(new OpenTenant(ACME, "Acme", "ada", NOW))
                    .expectEvents(OPENED);
        }

        @Test
        void a_second_opening_under_the_same_name_changes_nothing() {
            tenant.given(OPENED)
                    .when(new OpenTenant(ACME, "Acme", "ada", NOW))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        void another_name_for_the_same_id_is_refused() {
            tenant.given(OPENED)
                    .when(new OpenTenant(ACME, "Acme Ltd", "ada", NOW))
                    .expectException(RefusedException.class);
        }

        @Test
        void a_closed_id_never_comes_back() {
            tenant.given(OPENED, CLOSED)
                    .when(new OpenTenant(ACME, "Acme", "ada", NOW))
                    .expectException(RefusedException.class);
        }
    }

    @Nested
    class Renaming {
        @Test
        void a_new_name_is_taken() {
            tenant.given(OPENED)
                    .when(new RenameTenant(ACME, "Acme Ltd", "ada", NOW))
                    .expectEvents(new TenantRenamed(ACME, "Acme Ltd", "ada", NOW));
        }

        @Test
        void the_same_name_changes_nothing() {
            tenant.given(OPENED)
                    .when(new RenameTenant(ACME, "Acme", "ada", NOW))
                    .expectNoEvents();
        }

        @Test
        void a_closed_tenant_keeps_its_name() {
            tenant.given(OPENED, CLOSED)
                    .when(new RenameTenant(ACME, "x", "ada", NOW))
                    .expectException(RefusedException.class);
        }
    }

    @Nested
    class Closing {
        @Test
        void a_tenant_ends() {
            tenant.given(OPENED).when(new CloseTenant(ACME, "ada", NOW)).expectEvents(CLOSED);
        }

        @Test
        void a_second_closing_changes_nothing() {
            tenant.given(OPENED, CLOSED).when(new CloseTenant(ACME, "ada", NOW)).expectNoEvents();
        }

        @Test
        void the_platform_stays() {
            tenant.given(new TenantOpened(TenantId.PLATFORM, "Platform", "ada", NOW))
                    .when(new CloseTenant(TenantId.PLATFORM, "ada", NOW))
                    .expectException(RefusedException.class);
        }
    }

    @Nested
    class Projects {
        @Test
        void an_open_projects_name_is_taken() {
            UUID other = UUID.fromString("01890000-0000-7000-8000-000000000002");
            OpenProject again = new OpenProject(ACME, other, "search", "ada", NOW);
            tenant.given(OPENED, SEARCH).when(again).expectException(RefusedException.class);
        }

        @Test
        void a_closed_projects_name_is_free() {
            UUID other = UUID.fromString("01890000-0000-7000-8000-000000000002");
            tenant.given(OPENED, SEARCH, SEARCH_CLOSED)
                    .when(new OpenProject(ACME, other, "search", "ada", NOW))
                    .expectEvents(new ProjectOpened(ACME, other, "search", "ada", NOW));
        }

        @Test
        void a_project_is_renamed_once() {
            tenant.given(OPENED, SEARCH)
                    .when(new RenameProject(ACME, PROJECT, "find", "ada", NOW))
                    .expectEvents(new ProjectRenamed(ACME, PROJECT, "find", "ada", NOW));
        }

        @Test
        void an_unknown_project_is_not_found() {
            tenant.given(OPENED)
                    .when(new RenameProject(ACME, PROJECT, "find", "ada", NOW))
                    .expectException(RefusedException.class);
        }

        @Test
        void closing_twice_changes_nothing() {
            tenant.given(OPENED, SEARCH, SEARCH_CLOSED)
                    .when(new CloseProject(ACME, PROJECT, "ada", NOW))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }
    }
}
