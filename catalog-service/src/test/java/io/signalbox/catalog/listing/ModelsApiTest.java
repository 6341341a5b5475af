package io.signalbox.catalog.listing;

import static io.signalbox.catalog.RunningCatalog.ACME;
import static io.signalbox.catalog.RunningCatalog.OTHER;
import static io.signalbox.catalog.RunningCatalog.configured;
import static io.signalbox.catalog.RunningCatalog.discovered;
import static io.signalbox.catalog.RunningCatalog.gone;
import static io.signalbox.catalog.RunningCatalog.published;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.catalog.RunningCatalog;
import io.signalbox.catalog.model.ModelIdentity;
import io.signalbox.contracts.ModelFacts;
import io.signalbox.contracts.ModelType;
import io.signalbox.contracts.catalog.CatalogEvent.Lifecycle;
import io.signalbox.contracts.catalog.CatalogEvent.ModelCatalogued;
import io.signalbox.contracts.catalog.CatalogEvent.ModelWithdrawn;
import io.signalbox.contracts.provider.ProviderEvent.TestStatus;
import io.signalbox.kit.security.Role;
import io.signalbox.testkit.Await;
import io.signalbox.testkit.embedded.TestHttp;
import io.signalbox.testkit.embedded.TestHttp.Answer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ModelsApiTest {
    private final RunningCatalog catalog = RunningCatalog.get();
    private final TestHttp acme = catalog.acme();

    @Test
    void a_discovered_model_is_catalogued_published_and_marked_when_it_is_gone() {
        UUID configuration = catalog.configuration("m1");
        catalog.tell(discovered(configuration, "m1-small"));
        UUID key = ModelIdentity.key(configuration, "m1-small");
        Await.until(() -> acme.get("/api/models/" + key).status() == 200);
        assertThat(ids(acme.get("/api/models?configuration=m1").json().path("llm")))
                .containsExactly("m1-small");

        catalog.tell(gone(configuration, "m1-small"));
        Await.until(() ->
                acme.get("/api/models/" + key).json().path("lifecycle").asText().equals("gone"));
        assertThat(acme.get("/api/models?configuration=m1").json().path("llm")).isEmpty();
        assertThat(ids(acme.get("/api/models?view=list&configuration=m1").json().path("items")))
                .containsExactly("m1-small");
        Await.untilAsserted(() -> assertThat(published("acme/model/" + key, ModelCatalogued.class))
                .extracting(ModelCatalogued::lifecycle)
                .containsExactly(Lifecycle.AVAILABLE, Lifecycle.GONE));
    }

    @Test
    void a_second_delivery_of_a_discovery_changes_nothing() {
        UUID configuration = catalog.configuration("m2");
        catalog.tell(discovered(configuration, "m2-small"));
        catalog.tell(discovered(configuration, "m2-small"));
        catalog.tell(discovered(configuration, "m2-last"));
        UUID key = ModelIdentity.key(configuration, "m2-small");
        Await.until(() -> acme.get("/api/models/" + ModelIdentity.key(configuration, "m2-last"))
                        .status()
                == 200);
        assertThat(acme.get("/api/models/" + key).header("etag")).isEqualTo("\"0\"");
    }

    @Test
    void a_model_declared_as_the_seed_says_is_shown_with_all_it_said() {
        UUID configuration = catalog.configuration("m3");
        Answer created = acme.post("/api/models", """
                {"name":"gpt-4-turbo","configuration":"m3","modelId":"gpt-4-turbo-preview","description":"big",
                 "maxTokens":128000,"supportsStreaming":true,"defaultTemperature":0.7,"rateLimitPerMinute":60,
                 "rateLimitPerHour":600,"rateLimitPerDay":6000,"inputCostPer1kTokens":0.01,"outputCostPer1kTokens":"0.03",
                 "providerSettings":{"seed":7,"topP":0.9},"isActive":true,"isDefault":true,"metadata":{"team":"core"}}""");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        JsonNode model = created.json();
        UUID key = ModelIdentity.key(configuration, "gpt-4-turbo-preview");
        assertThat(created.header("location")).isEqualTo("/api/models/" + key);
        assertThat(model.path("name").asText()).isEqualTo("gpt-4-turbo");
        assertThat(model.path("provider").asText()).isEqualTo("openai");
        assertThat(model.path("maxTokens").asLong()).isEqualTo(128_000);
        assertThat(model.path("supportsStreaming").asBoolean()).isTrue();
        assertThat(model.path("defaultTemperature").asText()).isEqualTo("0.7");
        assertThat(model.path("rateLimitPerDay").asLong()).isEqualTo(6_000);
        assertThat(model.path("inputCostPer1kTokens").asText()).isEqualTo("0.01");
        assertThat(model.path("outputCostPer1kTokens").asText()).isEqualTo("0.03");
        assertThat(model.at("/providerSettings/topP").toString()).isEqualTo("0.9");
        assertThat(model.path("isDefault").asBoolean()).isTrue();
        assertThat(model.at("/metadata/team").asText()).isEqualTo("core");
        assertThat(acme.get("/api/model-settings/llm").json().path("model").asText())
                .isEqualTo("gpt-4-turbo-preview");
        Await.untilAsserted(() -> assertThat(published("acme/model/" + key, ModelCatalogued.class))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.name()).isEqualTo("gpt-4-turbo");
                    assertThat(event.declared()).isTrue();
                    assertThat(event.providerSettings())
                            .containsEntry("seed", 7)
                            .containsEntry("topP", 0.9);
                    assertThat(event.requestsPerMinute()).isEqualTo(60L);
                }));
    }

    @Test
    void what_is_declared_lies_over_the_discovery_and_survives_it() {
        UUID configuration = catalog.configuration("m4");
        UUID key = ModelIdentity.key(configuration, "m4-small");
        catalog.tell(discovered(configuration, "m4-small"));
        Await.until(() -> acme.get("/api/models/" + key).status() == 200);
        Answer changed = acme.patch("/api/models/" + key, "{\"displayName\":\"Small\",\"contextWindow\":1000}");
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        catalog.tell(discovered(
                configuration,
                "m4-small",
                new ModelFacts("Theirs", ModelType.LLM, 8_000L, 4_000L, List.of("text"), List.of(), List.of(), true)));
        Await.until(() ->
                acme.get("/api/models/" + key).json().path("lifecycle").asText().equals("deprecated"));
        JsonNode model = acme.get("/api/models/" + key).json();
        assertThat(model.path("displayName").asText()).isEqualTo("Small");
        assertThat(model.path("contextWindow").asLong()).isEqualTo(1_000);
        assertThat(model.path("maxTokens").asLong()).isEqualTo(4_000);
    }

    @Test
    void a_declared_model_that_is_taken_back_stays_known_and_says_so() {
        UUID configuration = catalog.configuration("m5");
        acme.post("/api/models", "{\"configuration\":\"m5\",\"modelId\":\"m5-own\"}");
        UUID key = ModelIdentity.key(configuration, "m5-own");
        assertThat(acme.post("/api/models", "{\"configuration\":\"m5\",\"modelId\":\"m5-own\"}")
                        .status())
                .isEqualTo(409);
        assertThat(acme.delete("/api/models/" + key).status()).isEqualTo(204);
        assertThat(acme.get("/api/models/" + key).json().path("lifecycle").asText())
                .isEqualTo("withdrawn");
        assertThat(acme.get("/api/models?view=list&configuration=m5").json().path("items"))
                .isEmpty();
        assertThat(acme.delete("/api/models/" + key).status()).isEqualTo(404);
        assertThat(acme.post("/api/models", "{\"configuration\":\"m5\",\"modelId\":\"m5-own\"}")
                        .status())
                .isEqualTo(201);
        Await.untilAsserted(() ->
                assertThat(published("acme/model/" + key, ModelWithdrawn.class)).hasSize(1));
    }

    @Test
    void a_discovered_model_is_not_deleted() {
        UUID configuration = catalog.configuration("m6");
        catalog.tell(discovered(configuration, "m6-small"));
        UUID key = ModelIdentity.key(configuration, "m6-small");
        Await.until(() -> acme.get("/api/models/" + key).status() == 200);
        assertThat(acme.delete("/api/models/" + key).json().path("code").asText())
                .isEqualTo("model_not_declared");
    }

    @Test
    void a_model_in_use_is_not_taken_back() {
        UUID configuration = catalog.configuration("m7");
        acme.post("/api/models", "{\"configuration\":\"m7\",\"modelId\":\"m7-own\",\"type\":\"embedding\"}");
        acme.post("/api/routes", """
                {"name":"m7-route","root":{"strategy":"target","configuration":"m7","model":"m7-own"}}""");
        acme.post("/api/model-settings", "{\"modelType\":\"embedding\",\"provider\":\"m7\",\"model\":\"m7-own\"}");
        Answer refused = acme.delete("/api/models/" + ModelIdentity.key(configuration, "m7-own"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("detail").asText())
                .isEqualTo("In use: default model for embedding, route m7-route.");
    }

    @Test
    void only_models_of_active_configurations_that_work_are_grouped() {
        UUID configuration = catalog.configuration("m8");
        catalog.tell(discovered(configuration, "m8-small"));
        Await.until(() -> acme.get("/api/models/" + ModelIdentity.key(configuration, "m8-small"))
                        .status()
                == 200);
        assertThat(ids(acme.get("/api/models?configuration=m8").json().path("llm")))
                .hasSize(1);
        catalog.tell(configured(ACME, configuration, "m8", TestStatus.FAILED, true));
        Await.until(() ->
                acme.get("/api/models?configuration=m8").json().path("llm").isEmpty());
        catalog.tell(configured(ACME, configuration, "m8", TestStatus.SUCCESS, true));
        Await.until(() ->
                !acme.get("/api/models?configuration=m8").json().path("llm").isEmpty());
        catalog.tell(configured(ACME, configuration, "m8", TestStatus.SUCCESS, false));
        Await.until(() ->
                acme.get("/api/models?configuration=m8").json().path("llm").isEmpty());
    }

    @Test
    void every_fault_of_a_declaration_is_named() {
        catalog.configuration("m9");
        Answer refused = acme.post("/api/models", """
                {"configuration":"m9","modelId":"x","maxTokens":0,"defaultTemperature":3,"features":["magic"]}""");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("errors").findValuesAsText("field"))
                .containsExactly("maxTokens", "features", "defaultTemperature");
    }

    @Test
    void a_default_must_be_a_model_of_its_type() {
        UUID configuration = catalog.configuration("m10");
        catalog.tell(discovered(configuration, "m10-small"));
        Answer other = acme.post("/api/model-settings", """
                {"modelType":"rerank","provider":"m10","model":"m10-small"}""");
        assertThat(other.json().path("code").asText()).isEqualTo("model_of_another_type");
        Answer unknown = acme.post("/api/model-settings", """
                {"modelType":"llm","provider":"m10","model":"m10-smal"}""");
        assertThat(unknown.json().at("/errors/0/remedy").asText()).contains("m10-small");
        Answer set = acme.post("/api/model-settings", """
                {"modelType":"llm","provider":"m10","model":"m10-small"}""");
        assertThat(set.status()).as(set.body()).isEqualTo(201);
        assertThat(acme.get("/api/model-settings").json().path("items").findValuesAsText("modelType"))
                .contains("llm");
    }

    @Test
    void another_tenants_models_do_not_exist() {
        UUID configuration = catalog.configuration("m11");
        acme.post("/api/models", "{\"configuration\":\"m11\",\"modelId\":\"m11-own\"}");
        UUID key = ModelIdentity.key(configuration, "m11-own");
        TestHttp other = catalog.as(OTHER, Role.ADMINISTRATOR);
        assertThat(other.get("/api/models/" + key).status()).isEqualTo(404);
        assertThat(other.patch("/api/models/" + key, "{}").status()).isEqualTo(404);
        assertThat(other.delete("/api/models/" + key).status()).isEqualTo(404);
        assertThat(other.get("/api/models?view=list").json().path("items")).isEmpty();
    }

    private static List<String> ids(JsonNode models) {
        return models.findValuesAsText("modelId");
    }
}
