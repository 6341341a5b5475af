package io.signalbox.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.kit.security.Role;
import io.signalbox.simulator.Settings;
import io.signalbox.simulator.SimulatedProvider;
import io.signalbox.testkit.embedded.TestHttp;
import io.signalbox.testkit.embedded.TestHttp.Answer;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A key is asked for at its provider before it is stored; a wrong one is never stored. */
class AddingKeysTest {
    private static final String RIGHT = "sk-right-0123456789abcdef0123";
    private static final String NEXT = "sk-next-0123456789abcdef01234";

    private static CredentialService service;
    private static SimulatedProvider provider;

    @BeforeAll
    static void start() throws IOException {
        service = new CredentialService();
        provider = SimulatedProvider.start(
                Settings.local().withKey("openai", RIGHT).withKey("openai", NEXT));
    }

    @AfterAll
    static void stop() throws IOException {
        provider.close();
        service.close();
    }

    @Test
    void a_good_key_is_stored_and_shown_without_itself() {
        TestHttp ada = service.user("acme", "ada", Role.DEVELOPER);
        Answer added = ada.post("/api/api-keys", body("OPENAI", "Production Key", RIGHT));
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        assertThat(added.body()).doesNotContain(RIGHT);
        JsonNode state = added.json();
        assertThat(state.path("userId").asText()).isEqualTo("ada");
        assertThat(state.path("provider").asText()).isEqualTo("openai");
        assertThat(state.path("keyPrefix").asText()).isEqualTo("sk-righ");
        assertThat(state.path("isActive").asBoolean()).isTrue();
        assertThat(state.path("isValid").asBoolean()).isTrue();
        assertThat(state.path("usageCount").asLong()).isZero();
        Answer again = ada.post("/api/api-keys", body("openai", "Production Key", RIGHT));
        assertThat(again.status()).isEqualTo(409);
        Answer rotated = ada.post(
                added.header("location") + "/rotate",
                "{\"apiKey\":\"%s\",\"baseUrl\":\"%s\"}".formatted(NEXT, provider.baseUrl("openai")));
        assertThat(rotated.status()).as(rotated.body()).isEqualTo(200);
        assertThat(rotated.json().path("keyVersion").asInt()).isEqualTo(2);
        assertThat(service.user("acme", "bob", Role.DEVELOPER)
                        .get("/api/api-keys")
                        .json()
                        .path("items"))
                .isEmpty();
        assertThat(service.administrator("acme")
                        .get("/api/api-keys?userId=ada")
                        .json()
                        .path("items"))
                .hasSize(1);
    }

    @Test
    void a_key_the_provider_refuses_is_refused_and_not_stored() {
        TestHttp admin = service.administrator("wrong");
        Answer refused = admin.post("/api/api-keys", body("openai", "Wrong", "sk-wrong-0123456789abcdef"));
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.json().path("code").asText()).isEqualTo("key_refused_by_provider");
        assertThat(refused.body()).doesNotContain("sk-wrong-0123456789abcdef");
        assertThat(admin.get("/api/api-keys").json().path("items")).isEmpty();
        assertThat(admin.get("/api/audit?action=provider-key.validate").json().path("items"))
                .hasSize(1);
    }

    @Test
    void a_provider_that_does_not_answer_stores_nothing_and_asks_to_try_again() {
        Answer away = service.administrator("away").post("/api/api-keys", """
                {"provider":"openai","keyName":"x","apiKey":"sk-some-0123456789abcdef","baseUrl":"http://127.0.0.1:1/v1"}""");
        assertThat(away.status()).as(away.body()).isEqualTo(503);
        assertThat(away.header("retry-after")).isNotEmpty();
    }

    @Test
    void an_address_inside_the_network_is_not_called() {
        Answer inside = service.administrator("inside").post("/api/api-keys", """
                {"provider":"openai","keyName":"x","apiKey":"sk-some-0123456789abcdef","baseUrl":"http://169.254.169.254/v1"}""");
        assertThat(inside.status()).as(inside.body()).isEqualTo(400);
        assertThat(inside.json().path("errors").get(0).path("field").asText()).isEqualTo("baseUrl");
    }

    private static String body(String type, String name, String key) {
        return "{\"provider\":\"%s\",\"keyName\":\"%s\",\"apiKey\":\"%s\",\"baseUrl\":\"%s\"}"
                .formatted(type, name, key, provider.baseUrl("openai"));
    }
}
