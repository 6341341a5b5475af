package io.signalbox.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.Topic;
import io.signalbox.kit.eventstore.Commands;
import io.signalbox.testkit.contract.RebuildContract;
import io.signalbox.testkit.contract.RedeliveryContract;
import io.signalbox.testkit.contract.StoredHistory;
import io.signalbox.testkit.embedded.EmbeddedServices;
import io.signalbox.testkit.embedded.TestService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ContractsTest {
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

    private static TestService service;

    @BeforeAll
    static void start() {
        EmbeddedServices.kafka().empty();
        service = TestService.start(
                SampleServiceApplication.class, EmbeddedServices.postgres().database("sample"));
        write(1, 150);
        history();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void the_overview_comes_back_the_same() {
        RebuildContract.check(service, ProjectOverviewProjection.PROCESSOR, () -> write(2, 150), "project_overview");
    }

    @Test
    void records_that_come_again_change_nothing() {
        RebuildContract.awaitCaughtUp(service, "sample.outbox");
        RedeliveryContract.check(service, "sample.projects", Topic.TENANT, "copy_project");
    }

    @Test
    void a_short_history_proves_nothing() {
        try (TestService young = TestService.start(
                SampleServiceApplication.class, EmbeddedServices.postgres().database("sample"))) {
            UUID id = UUID.randomUUID();
            young.bean(Commands.class)
                    .send(new ProjectCommand.OpenProject(new TenantId("acme"), id, "the only one", NOW));
            assertThat(catchThrowable(() -> RebuildContract.check(
                            young, ProjectOverviewProjection.PROCESSOR, () -> {}, "project_overview")))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("events there are to rebuild from");
        }
    }

    @Test
    void a_rebuild_that_differs_is_noticed() {
        RebuildContract.awaitCaughtUp(service, ProjectOverviewProjection.PROCESSOR, "project_overview");
        var jdbc = service.bean("processorJdbc", JdbcClient.class);
        assertThat(jdbc.sql("update project_overview set renames = renames + 1").update())
                .isPositive();
        assertThat(catchThrowable(() -> RebuildContract.check(
                        service, ProjectOverviewProjection.PROCESSOR, () -> {}, "project_overview")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("rebuilt in silence");
    }

    private static void history() {
        StoredHistory history = new StoredHistory(service);
        for (int number = 0; number < RebuildContract.EVENTS_MIN / 3; number++) {
            UUID id = UUID.randomUUID();
            TenantId tenant = new TenantId("old-" + number % 5);
            history.happened("Project", id, new ProjectEvent.ProjectOpened(tenant, id, "name " + number, NOW));
            history.happened("Project", id, new ProjectEvent.ProjectRenamed(tenant, id, "renamed " + number));
            if (number % 2 == 0) {
                history.happened("Project", id, new ProjectEvent.ProjectClosed(tenant, id, NOW));
            } else {
                history.happened("Project", id, new ProjectEvent.ProjectRenamed(tenant, id, "again " + number));
            }
        }
        history.store();
    }

    /** Openings, renames and removals of two tenants, always the same for one seed. */
    private static void write(long seed, int commands) {
        Random random = new Random(seed);
        Commands send = service.bean(Commands.class);
        List<ProjectCommand.OpenProject> open = new ArrayList<>();
        for (int number = 0; number < commands; number++) {
            int dice = open.isEmpty() ? 0 : random.nextInt(4);
            if (dice == 0) {
                TenantId tenant = new TenantId(random.nextBoolean() ? "acme" : "other");
                var opening = new ProjectCommand.OpenProject(tenant, UUID.randomUUID(), "name " + number, NOW);
                send.send(opening);
                open.add(opening);
            } else if (dice < 3) {
                var some = open.get(random.nextInt(open.size()));
                send.send(new ProjectCommand.RenameProject(some.tenant(), some.id(), "renamed " + number));
            } else {
                var some = open.remove(random.nextInt(open.size()));
                send.send(new ProjectCommand.CloseProject(some.tenant(), some.id(), NOW));
            }
        }
    }
}
