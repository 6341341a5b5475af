package io.signalbox.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.Topic;
import io.signalbox.kit.eventstore.Commands;
import io.signalbox.kit.problem.RefusedException;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.kit.tenancy.TenantTransaction;
import io.signalbox.testkit.Await;
import io.signalbox.testkit.embedded.EmbeddedServices;
import io.signalbox.testkit.embedded.TestDatabase;
import io.signalbox.testkit.embedded.TestService;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class SampleServiceTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId OTHER = new TenantId("other");
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00.123456Z");

    private static TestDatabase database;
    private static TestService service;

    @BeforeAll
    static void start() {
        EmbeddedServices.kafka().empty();
        database = EmbeddedServices.postgres().database("sample");
        service = TestService.start(SampleServiceApplication.class, database);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void a_command_ends_as_a_row_of_the_consumer() {
        UUID id = UUID.randomUUID();
        send(new ProjectCommand.OpenProject(ACME, id, "first", NOW));
        send(new ProjectCommand.RenameProject(ACME, id, "second"));
        Await.until(() -> "second".equals(mirrored(ACME, id)));
        assertThat(EmbeddedServices.kafka().records(Topic.TENANT))
                .filteredOn(record -> record.key().equals("acme/project/" + id))
                .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
                .last()
                .isEqualTo("{\"tenant\":\"acme\",\"projectId\":\"" + id
                        + "\",\"name\":\"second\",\"openedAt\":\"2026-06-15T12:00:00.123456Z\"}");
    }

    @Test
    void another_tenants_command_is_answered_as_if_there_were_nothing() {
        UUID id = UUID.randomUUID();
        send(new ProjectCommand.OpenProject(ACME, id, "mine", NOW));
        RefusedException refused = catchThrowableOfType(
                RefusedException.class, () -> send(new ProjectCommand.RenameProject(OTHER, id, "yours")));
        assertThat(refused.refusal()).isEqualTo(StandardRefusal.NOT_FOUND);
    }

    @Test
    void a_refusal_of_the_aggregate_reaches_the_caller_as_it_is() {
        UUID id = UUID.randomUUID();
        send(new ProjectCommand.OpenProject(ACME, id, "mine", NOW));
        send(new ProjectCommand.CloseProject(ACME, id, NOW));
        RefusedException refused = catchThrowableOfType(
                RefusedException.class, () -> send(new ProjectCommand.RenameProject(ACME, id, "late")));
        assertThat(refused.refusal()).isEqualTo(ProjectRefusal.PROJECT_CLOSED);
    }

    @Test
    void a_second_creation_is_a_conflict_and_an_unknown_aggregate_is_not_found() {
        UUID id = UUID.randomUUID();
        send(new ProjectCommand.OpenProject(ACME, id, "mine", NOW));
        RefusedException again = catchThrowableOfType(
                RefusedException.class, () -> send(new ProjectCommand.OpenProject(ACME, id, "again", NOW)));
        RefusedException unknown = catchThrowableOfType(
                RefusedException.class, () -> send(new ProjectCommand.RenameProject(ACME, UUID.randomUUID(), "x")));
        assertThat(again.refusal()).isEqualTo(StandardRefusal.CONCURRENT_CHANGE);
        assertThat(unknown.refusal()).isEqualTo(StandardRefusal.NOT_FOUND);
    }

    @Test
    void stored_events_carry_their_names_and_not_their_classes() {
        send(new ProjectCommand.OpenProject(ACME, UUID.randomUUID(), "named", NOW));
        assertThat(processor()
                        .sql("select distinct payloadtype from domainevententry where payloadtype not like 'sample.%'")
                        .query(String.class)
                        .list())
                .isEmpty();
    }

    @Test
    void a_row_is_seen_by_its_tenant_and_by_nobody_else() {
        UUID id = UUID.randomUUID();
        send(new ProjectCommand.OpenProject(ACME, id, "mine", NOW));
        Await.until(() -> "mine".equals(mirrored(ACME, id)));
        TenantTransaction tenants = service.bean(TenantTransaction.class);
        JdbcClient app = service.bean("appJdbc", JdbcClient.class);
        assertThat(tenants.in(OTHER, () -> count(app, id))).isZero();
        assertThat(tenants.in(ACME, () -> count(app, id))).isOne();
        assertThat(count(app, id)).isZero();
    }

    private static int count(JdbcClient jdbc, UUID id) {
        return jdbc.sql("select count(*) from copy_project where id = ?")
                .param(id)
                .query(Integer.class)
                .single();
    }

    private static void send(ProjectCommand command) {
        service.bean(Commands.class).send(command);
    }

    private static String mirrored(TenantId tenant, UUID id) {
        return processor()
                .sql("select name from copy_project where tenant = ? and id = ?")
                .params(tenant.value(), id)
                .query(String.class)
                .optional()
                .orElse("");
    }

    private static JdbcClient processor() {
        return service.bean("processorJdbc", JdbcClient.class);
    }
}
