package io.signalbox.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.contracts.Topic;
import io.signalbox.kit.security.Role;
import io.signalbox.testkit.Await;
import io.signalbox.testkit.embedded.EmbeddedServices;
import io.signalbox.testkit.embedded.TestHttp;
import io.signalbox.testkit.embedded.TestHttp.Answer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sealed, granted, rotated, revoked, destroyed: over HTTP as the other services do it. */
class ProviderKeysTest {
    private static final String CANARY = "sk-canary-4c1f8e0d9b7a42e6a1d35f";

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
    void a_sealed_key_is_granted_with_its_origin_and_counts_versions() {
        String id = seal("one", "first", "sk-first-0123456789abcdef");
        JsonNode grant = grants("one", id).path("grants").get(0);
        assertThat(grant.path("secret").asText()).isEqualTo("sk-first-0123456789abcdef");
        assertThat(grant.path("origin").asText()).isEqualTo("http://127.0.0.1:9999");
        assertThat(grant.path("version").asInt()).isEqualTo(1);
        Answer rotated = service.service("provider", "one").post("/internal/credentials", """
                {"tenant":"one","owner":"ada","providerType":"openai","keyName":"first","credentialId":"%s",
                 "origin":"http://127.0.0.1:9999","apiKey":"sk-second-0123456789abcdef"}""".formatted(id));
        assertThat(rotated.status()).as(rotated.body()).isEqualTo(200);
        JsonNode after = grants("one", id).path("grants").get(0);
        assertThat(after.path("secret").asText()).isEqualTo("sk-second-0123456789abcdef");
        assertThat(after.path("version").asInt()).isEqualTo(2);
    }

    @Test
    void sealing_the_same_name_again_replaces_instead_of_leaving_two() {
        String id = seal("twice", "same", "sk-one-0123456789abcdef");
        assertThat(seal("twice", "same", "sk-two-0123456789abcdef")).isEqualTo(id);
        assertThat(grants("twice", id).path("grants").get(0).path("version").asInt())
                .isEqualTo(2);
    }

    @Test
    void another_tenants_key_a_switched_off_and_a_revoked_one_are_missing() {
        String id = seal("two", "mine", "sk-mine-0123456789abcdef");
        assertThat(grants("other", id).path("missing").get(0).asText()).isEqualTo(id);
        TestHttp admin = service.administrator("two");
        Await.until(() -> admin.get("/api/api-keys/" + id).status() == 200);
        Answer off = admin.patch("/api/api-keys/" + id, "{\"isActive\":false}");
        assertThat(off.status()).as(off.body()).isEqualTo(200);
        assertThat(grants("two", id).path("grants")).isEmpty();
        admin.patch("/api/api-keys/" + id, "{\"isActive\":true}");
        assertThat(grants("two", id).path("grants")).hasSize(1);
        assertThat(admin.delete("/api/api-keys/" + id).status()).isEqualTo(204);
        assertThat(grants("two", id).path("grants")).isEmpty();
        Await.untilAsserted(() -> assertThat(service.service("gateway", "platform")
                        .get("/internal/revocations?wait=0")
                        .body())
                .contains(id)
                .contains("\"kind\":\"credential\""));
    }

    @Test
    void only_the_gateway_and_the_provider_service_are_given_keys() {
        String id = seal("three", "guarded", "sk-guarded-0123456789abcdef");
        String body = "{\"credentials\":[{\"tenant\":\"three\",\"credentialId\":\"%s\"}]}".formatted(id);
        assertThat(service.service("usage", "three")
                        .post("/internal/grants", body)
                        .status())
                .isEqualTo(403);
        assertThat(service.administrator("three").post("/internal/grants", body).status())
                .isEqualTo(403);
        assertThat(service.anonymous().post("/internal/grants", body).status()).isEqualTo(401);
    }

    @Test
    void decryption_is_for_services_and_every_attempt_is_recorded() {
        String id = seal("four", "opened", "sk-opened-0123456789abcdef");
        String path = "/api/api-keys/" + id + "/decrypt";
        Answer opened = service.service("gateway", "four").get(path);
        assertThat(opened.json().path("apiKey").asText()).isEqualTo("sk-opened-0123456789abcdef");
        Answer refused = service.administrator("four").get(path);
        assertThat(refused.status()).isEqualTo(403);
        Answer shared =
                service.administrator("four").with("x-internal-secret", "guess").get(path);
        assertThat(shared.json().path("errors").get(0).path("field").asText()).isEqualTo("x-internal-secret");
        JsonNode entries = service.administrator("four")
                .get("/api/audit?action=provider-key.decrypt")
                .json()
                .path("items");
        assertThat(entries)
                .extracting(entry -> entry.path("outcome").asText())
                .containsExactlyInAnyOrder("ALLOWED", "REFUSED", "REFUSED");
        assertThat(service.user("four", "eve", Role.AUDITOR)
                        .get("/api/audit/check")
                        .json()
                        .path("isWhole")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void a_closed_tenant_loses_its_keys_for_good() throws SQLException {
        service.open("gone");
        String id = seal("gone", "last", "sk-last-0123456789abcdef");
        Answer key = service.administrator("gone").post("/api/access-keys", "{\"name\":\"app\"}");
        assertThat(key.status()).as(key.body()).isEqualTo(201);
        assertThat(service.platform().delete("/api/tenants/gone").status()).isEqualTo(204);
        assertThat(grants("gone", id).path("grants")).isEmpty();
        Await.untilAsserted(() -> assertThat(service.service("gateway", "platform")
                        .get("/internal/revocations?wait=0")
                        .body())
                .contains(id)
                .contains(key.json().path("id").asText()));
        assertThat(count("select count(*) from tenant_key where tenant = 'gone' and wrapped is null"))
                .isOne();
        assertThat(count("select count(*) from credential_secret where tenant = 'gone'"))
                .isZero();
        assertThat(service.administrator("gone")
                        .post("/api/access-keys", "{\"name\":\"late\"}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void a_canary_is_nowhere_but_in_the_answers_it_was_asked_for() throws SQLException {
        String id = seal("canary", "bird", CANARY);
        assertThat(grants("canary", id).path("grants")).hasSize(1);
        Await.until(() -> recordsOf(Topic.CREDENTIAL).stream().anyMatch(text -> text.contains(id)));
        assertThat(recordsOf(Topic.CREDENTIAL)).noneMatch(text -> text.contains(CANARY));
        Answer unknownField = service.service("provider", "canary")
                .post("/internal/credentials", "{\"apiKey\":\"" + CANARY + "\",\"oops\":1}");
        assertThat(unknownField.status()).isEqualTo(400);
        assertThat(unknownField.body()).doesNotContain(CANARY);
        assertThat(tablesHolding(CANARY)).isEmpty();
        assertThat(tablesHolding(id)).contains("credential_secret", "published_state", "audit_entry");
    }

    private static String seal(String tenant, String name, String key) {
        Answer answer =
                service.service("provider", tenant).post("/internal/credentials", """
                {"tenant":"%s","owner":"ada","providerType":"openai","keyName":"%s",
                 "origin":"http://127.0.0.1:9999","apiKey":"%s"}""".formatted(tenant, name, key));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().path("credentialId").asText();
    }

    private static JsonNode grants(String tenant, String id) {
        Answer answer = service.service("gateway", "platform")
                .post(
                        "/internal/grants",
                        "{\"credentials\":[{\"tenant\":\"%s\",\"credentialId\":\"%s\"}]}".formatted(tenant, id));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static List<String> recordsOf(Topic topic) {
        return EmbeddedServices.kafka().records(topic).stream()
                .map(record -> record.key() + record.headers() + new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }

    private static long count(String query) throws SQLException {
        try (Connection all = service.database().connectAsSuperuser();
                Statement sql = all.createStatement();
                ResultSet rows = sql.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Every table of the database with a row in which the text stands, as text or as bytes. */
    private static List<String> tablesHolding(String text) throws SQLException {
        List<String> holding = new ArrayList<>();
        String hex = java.util.HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        try (Connection all = service.database().connectAsSuperuser();
                Statement sql = all.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet rows = sql.executeQuery("select tablename from pg_tables where schemaname = 'public'")) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            for (String table : tables) {
                String query = "select count(*) from \"%s\" t where t::text like '%%%s%%' or t::text like '%%%s%%'"
                        .formatted(table, text, hex);
                try (ResultSet rows = sql.executeQuery(query)) {
                    rows.next();
                    if (rows.getLong(1) > 0) {
                        holding.add(table);
                    }
                }
            }
        }
        return holding;
    }
}
