package io.signalbox.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.Topic;
import io.signalbox.testkit.Await;
import io.signalbox.testkit.embedded.EmbeddedServices;
import io.signalbox.testkit.embedded.TestHttp;
import io.signalbox.testkit.embedded.TestHttp.Answer;
import io.signalbox.testkit.embedded.TestService;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProviderServiceTest {
    private static TestService service;

    @BeforeAll
    static void start() {
        service = TestService.start(
                ProviderServiceApplication.class, EmbeddedServices.postgres().database("provider"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void the_built_in_types_are_there_from_the_first_start() {
        Await.until(() -> as("acme").get("/api/providers").body().contains("\"anthropic\""));

        assertThat(as("fresh").get("/api/providers").body()).contains("\"openai\"", "\"configured\":false");
    }

    @Test
    void what_was_configured_is_read_back_at_once_and_published() {
        Answer created = create("local", "acme");

        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.header("location")).startsWith("/api/configurations/");
        assertThat(created.json().path("testStatus").asText()).isEqualTo("pending");
        assertThat(as("acme").get(created.header("location")).body()).contains("\"name\":\"local\"");
        Await.until(() -> EmbeddedServices.kafka().records(Topic.PROVIDER).stream()
                .anyMatch(record -> new String(record.value(), StandardCharsets.UTF_8).contains("\"name\":\"local\"")));
    }

    @Test
    void a_name_is_given_once_per_tenant() {
        create("twice", "acme");

        Answer again = create("twice", "acme");

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().path("code").asText()).isEqualTo("name_taken");
        assertThat(create("twice", "other").status()).isEqualTo(201);
    }

    @Test
    void a_name_is_free_again_when_its_configuration_is_gone() {
        String location = create("passing", "acme").header("location");

        assertThat(as("acme").delete(location).status()).isEqualTo(204);

        assertThat(as("acme").get(location).status()).isEqualTo(404);
        assertThat(create("passing", "acme").status()).isEqualTo(201);
    }

    @Test
    void wrong_settings_are_refused_each_by_its_name() {
        Answer refused = as("acme").post("/api/configurations", """
                {"name":"wrong","provider":"custom","baseUrl":"http://127.0.0.1:1/v1",
                 "configuration":{"temperature":9,"nonsense":1}}""");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("errors").findValuesAsText("field"))
                .containsExactlyInAnyOrder("configuration.temperature", "configuration.nonsense");
    }

    @Test
    void an_unknown_provider_is_refused_by_naming_those_there_are() {
        Await.until(() -> as("acme").get("/api/providers").body().contains("\"anthropic\""));

        Answer refused = as("acme").post("/api/configurations", "{\"name\":\"x\",\"provider\":\"nobody\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("openai", "anthropic");
    }

    @Test
    void another_tenants_configuration_does_not_exist() {
        String location = create("mine", "acme").header("location");

        assertThat(as("other").get(location).status()).isEqualTo(404);
        assertThat(as("other").patch(location, "{\"model\":\"x\"}").status()).isEqualTo(404);
        assertThat(as("other").delete(location).status()).isEqualTo(404);
    }

    @Test
    void a_change_merges_and_a_stale_one_is_refused() {
        Answer created = create("changing", "acme");
        String location = created.header("location");

        Answer changed = as("acme").with("if-match", created.header("etag")).patch(location, "{\"model\":\"m-1\"}");

        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.json().path("model").asText()).isEqualTo("m-1");
        assertThat(changed.json().path("name").asText()).isEqualTo("changing");
        assertThat(as("acme")
                        .with("if-match", created.header("etag"))
                        .patch(location, "{\"model\":\"m-2\"}")
                        .status())
                .isEqualTo(412);
    }

    @Test
    void what_a_type_says_its_server_does_differently_is_held_against_its_adapter() {
        Answer refused = as("acme").post("/api/provider-types", """
                {"type":"odd","adapter":"openai","settings":{"maxTokensField":"tokens","nonsense":1}}""");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("errors").findValuesAsText("field"))
                .containsExactlyInAnyOrder("settings.maxTokensField", "settings.nonsense");
    }

    @Test
    void a_type_of_ones_own_is_data_and_can_be_configured_at_once() {
        Answer defined = as("acme")
                .post(
                        "/api/provider-types",
                        "{\"type\":\"local-llm\",\"adapter\":\"openai\",\"baseUrl\":\"http://127.0.0.1:1/v1\",\"credentialRequired\":false,\"settings\":{\"maxTokensField\":\"max_tokens\"}}");
        assertThat(defined.status()).as(defined.body()).isEqualTo(201);

        assertThat(as("acme")
                        .get("/api/provider-types/local-llm")
                        .json()
                        .at("/settings/maxTokensField")
                        .asText())
                .isEqualTo("max_tokens");

        Answer configured = as("acme").post("/api/configurations", "{\"name\":\"own\",\"provider\":\"local-llm\"}");

        assertThat(configured.status()).as(configured.body()).isEqualTo(201);
        assertThat(as("acme").delete("/api/provider-types/local-llm").status()).isEqualTo(409);
        assertThat(as("other").get("/api/provider-types/local-llm").status()).isEqualTo(404);
    }

    @Test
    void a_test_of_an_address_where_nobody_answers_fails_and_says_so() {
        String location = create("nobody-there", "acme").header("location");

        Answer tested = as("acme").post(location + "/test", "");

        assertThat(tested.status()).as(tested.body()).isEqualTo(200);
        assertThat(tested.json().path("status").asText()).isEqualTo("failed");
        assertThat(tested.json().path("message").asText()).contains("nothing answers");
    }

    private static Answer create(String name, String tenant) {
        Await.until(() -> as(tenant).get("/api/providers").body().contains("openai-compatible"));
        return as(tenant)
                .post(
                        "/api/configurations",
                        "{\"name\":\"%s\",\"provider\":\"custom\",\"baseUrl\":\"http://127.0.0.1:1/v1\"}"
                                .formatted(name));
    }

    private static TestHttp as(String tenant) {
        return service.http().as(EmbeddedServices.identity().administrator(tenant));
    }
}
