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
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Issued once, found by hash, changed, revoked; and who may do which. */
class AccessKeysTest {
    private static CredentialService service;

    @BeforeAll
    static void start() {
        service = new CredentialService();
        service.open("acme");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void the_gateway_hears_the_hash_and_what_the_key_allows_and_its_end() {
        TestHttp admin = service.administrator("acme");
        JsonNode issued = admin.post(
                        "/api/access-keys",
                        "{\"name\":\"app\",\"models\":[\"sim-small\"],\"tags\":{\"team\":\"blue\"},\"requestsPerMinute\":60}")
                .json();
        String id = issued.path("id").asText();
        String hash = sha256(issued.path("key").asText());
        JsonNode found = service.service("gateway", "platform")
                .get("/internal/access-keys/by-hash/" + hash)
                .json();
        assertThat(found.path("tenant").asText()).isEqualTo("acme");
        assertThat(found.path("requestsPerMinute").asLong()).isEqualTo(60);
        Await.until(() -> records().stream().anyMatch(text -> text.contains(hash)));
        Answer changed = admin.patch("/api/access-keys/" + id, "{\"tags\":{\"team\":null},\"requestsPerMinute\":null}");
        assertThat(changed.json().path("tags")).isEmpty();
        assertThat(changed.json().has("requestsPerMinute")).isFalse();
        assertThat(changed.json().path("models").get(0).asText()).isEqualTo("sim-small");
        assertThat(admin.delete("/api/access-keys/" + id).status()).isEqualTo(204);
        JsonNode ended = service.service("gateway", "platform")
                .get("/internal/revocations?after=0&wait=5")
                .json();
        assertThat(ended.path("items"))
                .anyMatch(item -> item.path("secretHash").asText().equals(hash));
        assertThat(service.service("gateway", "platform")
                        .get("/internal/access-keys/by-hash/" + hash)
                        .status())
                .isEqualTo(404);
        Await.until(() -> records().stream().anyMatch(text -> text.contains("AccessKeyRevoked") && text.contains(id)));
        assertThat(records()).noneMatch(text -> text.contains(issued.path("key").asText()));
    }

    @Test
    void a_repeated_post_with_the_same_idempotency_key_issues_nothing_and_shows_no_key() {
        TestHttp admin = service.administrator("acme").with("idempotency-key", "once-only");
        Answer first = admin.post("/api/access-keys", "{\"name\":\"once\"}");
        Answer again = admin.post("/api/access-keys", "{\"name\":\"once\"}");
        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isBetween(400, 499);
        assertThat(again.body()).doesNotContain(first.json().path("key").asText());
        assertThat(service.administrator("acme")
                        .get("/api/access-keys?limit=200")
                        .json()
                        .path("items"))
                .filteredOn(item -> item.path("name").asText().equals("once"))
                .hasSize(1);
    }

    @Test
    void a_stale_etag_is_refused_and_the_current_one_is_not() {
        TestHttp admin = service.administrator("acme");
        Answer issued = admin.post("/api/access-keys", "{\"name\":\"tagged\"}");
        String path = issued.header("location");
        assertThat(admin.with("if-match", "\"7\"")
                        .patch(path, "{\"name\":\"x\"}")
                        .status())
                .isEqualTo(412);
        assertThat(admin.with("if-match", issued.header("etag"))
                        .patch(path, "{\"name\":\"x\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void faults_name_their_field() {
        TestHttp admin = service.administrator("acme");
        assertThat(field(admin.post("/api/access-keys", "{}"))).isEqualTo("name");
        assertThat(field(admin.post("/api/access-keys", "{\"name\":\"x\",\"colour\":1}")))
                .isEqualTo("colour");
        assertThat(field(admin.post("/api/access-keys", "{\"name\":\"x\",\"requestsPerMinute\":0}")))
                .isEqualTo("requestsPerMinute");
        assertThat(field(admin.post("/api/access-keys", "{\"name\":\"x\",\"expiresAt\":\"2020-01-01T00:00:00Z\"}")))
                .isEqualTo("expiresAt");
        assertThat(field(admin.get("/api/access-keys?colour=red"))).isEqualTo("colour");
    }

    @Test
    void a_developer_issues_keys_for_nobody_else_and_a_financier_none() {
        TestHttp developer = service.user("acme", "dev", Role.DEVELOPER);
        Answer own = developer.post("/api/access-keys", "{\"name\":\"own\"}");
        assertThat(own.json().path("user").asText()).isEqualTo("dev");
        assertThat(developer
                        .post("/api/access-keys", "{\"name\":\"x\",\"user\":\"boss\"}")
                        .status())
                .isEqualTo(403);
        assertThat(service.user("acme", "fin", Role.FINANCE)
                        .post("/api/access-keys", "{\"name\":\"x\"}")
                        .status())
                .isEqualTo(403);
        assertThat(service.user("acme", "other", Role.DEVELOPER)
                        .delete(own.header("location"))
                        .status())
                .isEqualTo(403);
        assertThat(service.administrator("beta").get(own.header("location")).status())
                .isEqualTo(404);
    }

    @Test
    void tokens_carry_no_more_than_the_user_has() {
        TestHttp admin = service.administrator("acme");
        assertThat(admin.post("/api/users", "{\"id\":\"grace\",\"roles\":[\"developer\"]}")
                        .status())
                .isEqualTo(201);
        Answer token = admin.post("/api/tokens", "{\"user\":\"grace\"}");
        assertThat(service.anonymous()
                        .as(token.json().path("token").asText())
                        .get("/api/session")
                        .json()
                        .path("roles")
                        .get(0)
                        .asText())
                .isEqualTo("developer");
        assertThat(admin.post("/api/tokens", "{\"user\":\"grace\",\"roles\":[\"administrator\"]}")
                        .status())
                .isEqualTo(403);
        assertThat(admin.post("/api/tokens", "{\"user\":\"nobody\"}").status()).isEqualTo(404);
        assertThat(admin.post("/api/tokens", "{\"user\":\"grace\",\"tenant\":\"platform\"}")
                        .status())
                .isEqualTo(403);
        assertThat(field(admin.post("/api/tokens", "{\"user\":\"grace\",\"lifetimeSeconds\":99999999}")))
                .isEqualTo("lifetimeSeconds");
    }

    private static String field(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        return answer.json().path("errors").get(0).path("field").asText();
    }

    private static List<String> records() {
        return EmbeddedServices.kafka().records(Topic.CREDENTIAL).stream()
                .map(record -> new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8)
                        + record.key()
                        + new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }

    private static String sha256(String text) {
        try {
            return java.util.HexFormat.of()
                    .formatHex(java.security.MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
