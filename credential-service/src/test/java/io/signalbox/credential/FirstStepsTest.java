package io.signalbox.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.testkit.embedded.TestHttp.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From nothing to a tenant with its own administrator and an access key, as the launcher does it. */
class FirstStepsTest {
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
    void the_first_start_leaves_a_token_that_only_its_owner_reads() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(service.tokenFile())))
                .isEqualTo("rw-------");
        Answer session = service.platform().get("/api/session");
        assertThat(session.status()).isEqualTo(200);
        assertThat(session.json().path("tenant").asText()).isEqualTo("platform");
        assertThat(session.json().path("roles").get(0).asText()).isEqualTo("administrator");
    }

    @Test
    void the_launchers_three_calls_end_with_an_access_key() {
        Answer tenant = service.platform().post("/api/tenants", "{\"id\":\"demo\",\"name\":\"Demo\"}");
        assertThat(tenant.status()).as(tenant.body()).isEqualTo(201);
        assertThat(tenant.header("location")).isEqualTo("/api/tenants/demo");
        Answer token = service.platform()
                .post(
                        "/api/tokens",
                        "{\"tenant\":\"demo\",\"user\":\"demo-administrator\",\"roles\":[\"administrator\"],"
                                + "\"lifetimeSeconds\":2592000}");
        assertThat(token.status()).as(token.body()).isEqualTo(201);
        Answer key = service.anonymous()
                .as(token.json().path("token").asText())
                .post("/api/access-keys", "{\"name\":\"demo\"}");
        assertThat(key.status()).as(key.body()).isEqualTo(201);
        JsonNode issued = key.json();
        assertThat(issued.path("key").asText()).matches("sbx_[A-Za-z0-9_-]{43}[0-9A-Za-z]{6}");
        assertThat(issued.path("prefix").asText())
                .isEqualTo(issued.path("key").asText().substring(0, 12));
        assertThat(issued.has("secretHash")).isFalse();
    }
}
