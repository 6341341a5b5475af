package io.signalbox.provider;

import io.signalbox.testkit.Await;
import io.signalbox.testkit.embedded.EmbeddedServices;
import io.signalbox.testkit.embedded.TestHttp;
import io.signalbox.testkit.embedded.TestService;
import io.signalbox.testkit.refusal.RefusalTable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Says for every route what it answers to every kind of mistake. */
class RefusalsTest {
    private static final String CONFIGURATION = """
            {"name":"refusing","provider":"custom","baseUrl":"http://127.0.0.1:1/v1"}""";
    private static final String TYPE = """
            {"type":"refusing","adapter":"openai","baseUrl":"http://127.0.0.1:1/v1","credentialRequired":false}""";
    private static final String SAVED = """
            {"provider":"refusing","config":{"baseUrl":"http://127.0.0.1:1/v1"}}""";

    private static TestService service;

    @BeforeAll
    static void start() {
        EmbeddedServices.kafka().empty();
        service = TestService.start(
                ProviderServiceApplication.class, EmbeddedServices.postgres().database("provider"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void every_route_refuses_every_mistake_in_words_that_help() {
        TestHttp acme = service.http().as(EmbeddedServices.identity().administrator(RefusalTable.TENANT));
        Await.until(() -> acme.get("/api/providers").body().contains("openai-compatible"));
        String configuration = acme.post("/api/configurations", CONFIGURATION)
                .json()
                .path("id")
                .asText();
        acme.post("/api/provider-types", TYPE);

        RefusalTable.of(service)
                .route("GET /api/configurations", null)
                .route("POST /api/configurations", CONFIGURATION)
                .route("GET /api/configurations/{id}", null, configuration)
                .route("PUT /api/configurations/{id}", CONFIGURATION, configuration)
                .route("PATCH /api/configurations/{id}", "{}", configuration)
                .route("POST /api/configurations/{id}/rotate-key", "{\"apiKey\":\"sk-0123456789\"}", configuration)
                .route(
                        "POST /api/configurations/{id}/keys",
                        "{\"keyName\":\"second\",\"apiKey\":\"sk-0123456789\"}",
                        configuration)
                .route(
                        "DELETE /api/configurations/{id}/keys/{credentialId}",
                        null,
                        configuration,
                        "0198a7b2-0000-7000-8000-000000000004")
                .route("POST /api/configurations/{id}/test", null, configuration)
                .route("POST /api/configurations/{id}/discover", null, configuration)
                .route("GET /api/configurations/{id}/health", null, configuration)
                .route("DELETE /api/configurations/{id}", null, configuration)
                .route("GET /api/providers", null)
                .route("POST /api/providers", SAVED)
                .route("POST /api/providers/validate", SAVED)
                .route("GET /api/providers/{name}/models", null, "refusing")
                .route("GET /api/providers/{name}/schema", null, "refusing")
                .route("DELETE /api/providers/{provider}", null, "refusing")
                .route("GET /api/provider-types", null)
                .route("POST /api/provider-types", TYPE)
                .route("GET /api/provider-types/{type}", null, "refusing")
                .route("PUT /api/provider-types/{type}", TYPE, "refusing")
                .route("DELETE /api/provider-types/{type}", null, "refusing")
                .check("provider");
    }
}
