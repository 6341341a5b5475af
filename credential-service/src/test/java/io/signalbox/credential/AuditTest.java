package io.signalbox.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.Topic;
import io.signalbox.contracts.audit.AuditEvent.AuditRecorded;
import io.signalbox.kit.kafka.EventRecord;
import io.signalbox.kit.security.Role;
import io.signalbox.testkit.Await;
import io.signalbox.testkit.embedded.EmbeddedServices;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The log holds together, tells when it does not, and shows each tenant only its own. */
class AuditTest {
    private static CredentialService service;

    @BeforeAll
    static void start() {
        service = new CredentialService();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void what_other_services_record_arrives_once_and_in_the_chain() {
        AuditRecorded recorded = new AuditRecorded(
                new TenantId("told"),
                UUID.randomUUID(),
                "provider",
                "ada",
                "configuration.test",
                "configuration/1",
                "allowed",
                null,
                Map.of("result", "success"),
                Instant.now());
        EventRecord record =
                new EventRecord(recorded, recorded.auditId().toString(), "provider", Instant.now(), null, null);
        EmbeddedServices.kafka()
                .send(List.of(
                        record.toProducerRecord(Topic.AUDIT.partitions()),
                        record.toProducerRecord(Topic.AUDIT.partitions())));
        Await.until(() -> check("told").path("entries").asLong() > 0);
        service.open("told-later");
        JsonNode check = check("told");
        assertThat(check.path("isWhole").asBoolean()).isTrue();
        assertThat(check.path("entries").asLong()).isEqualTo(1);
    }

    @Test
    void an_entry_changed_behind_the_services_back_breaks_the_chain() throws SQLException {
        service.open("edited");
        for (int i = 0; i < 3; i++) {
            service.administrator("edited").post("/api/projects", "{\"name\":\"project %d\"}".formatted(i));
        }
        assertThat(check("edited").path("isWhole").asBoolean()).isTrue();
        try (Connection all = service.database().connectAsSuperuser();
                Statement sql = all.createStatement()) {
            sql.execute("alter table audit_entry disable trigger audit_entry_stays");
            sql.execute("update audit_entry set actor = 'nobody' where tenant = 'edited' and position = 2");
            sql.execute("alter table audit_entry enable trigger audit_entry_stays");
        }
        JsonNode check = check("edited");
        assertThat(check.path("isWhole").asBoolean()).isFalse();
        assertThat(check.path("brokenAt").asLong()).isEqualTo(2);
    }

    @Test
    void nobody_changes_or_removes_entries_not_even_the_tables_owner() throws SQLException {
        service.open("kept");
        for (String role : new String[] {"app", "processor", "owner"}) {
            try (Connection connection = service.database().connect(role);
                    Statement sql = connection.createStatement()) {
                assertThatThrownBy(() -> sql.execute("update audit_entry set actor = 'nobody'"))
                        .isInstanceOf(SQLException.class);
                assertThatThrownBy(() -> sql.execute("delete from audit_entry")).isInstanceOf(SQLException.class);
            }
        }
    }

    @Test
    void a_query_without_a_tenant_sees_nothing_and_other_tenants_are_not_seen() throws SQLException {
        service.open("mine");
        service.administrator("mine").post("/api/projects", "{\"name\":\"secret project\"}");
        assertThat(service.administrator("yours").get("/api/audit").json().path("items"))
                .isEmpty();
        assertThat(service.administrator("yours").get("/api/projects").json().path("items"))
                .isEmpty();
        assertThat(service.administrator("yours").get("/api/tenants/mine").status())
                .isEqualTo(404);
        try (Connection app = service.database().connect("app");
                Statement sql = app.createStatement()) {
            for (String table : new String[] {
                "audit_entry",
                "directory_project",
                "directory_tenant",
                "access_key",
                "provider_key",
                "credential_secret"
            }) {
                try (ResultSet rows = sql.executeQuery("select count(*) from " + table)) {
                    rows.next();
                    assertThat(rows.getLong(1)).as(table).isZero();
                }
            }
        }
        try (Connection processor = service.database().connect("processor");
                Statement sql = processor.createStatement()) {
            assertThatThrownBy(() -> sql.execute("select * from credential_secret"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> sql.execute("select * from tenant_key")).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void a_developer_does_not_read_the_log() {
        assertThat(service.user("mine", "dev", Role.DEVELOPER).get("/api/audit").status())
                .isEqualTo(403);
    }

    private static JsonNode check(String tenant) {
        return service.user(tenant, "eve", Role.AUDITOR).get("/api/audit/check").json();
    }
}
