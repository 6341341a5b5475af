package io.signalbox.catalog;

import io.signalbox.testkit.Await;
import io.signalbox.testkit.embedded.TestHttp;
import io.signalbox.testkit.refusal.RefusalTable;
import org.junit.jupiter.api.Test;

/** Says for every route what it answers to every kind of mistake. */
class RefusalsTest {
    private static final String MODEL = """
            {"configuration":"refusing","modelId":"own"}""";
    private static final String PRICE = """
            {"provider":"openai","model":"m","meter":"input_tokens","perUnit":{"amount":"1","currency":"USD"}}""";
    private static final String ROUTE = """
            {"name":"refusing","root":{"strategy":"target","configuration":"refusing","model":"own"}}""";
    private static final String SETTING = """
            {"modelType":"llm","provider":"refusing","model":"own"}""";

    @Test
    void every_route_refuses_every_mistake_in_words_that_help() {
        RunningCatalog catalog = RunningCatalog.get();
        catalog.configuration("refusing");
        TestHttp acme = catalog.acme();
        Await.until(() -> acme.post("/api/prices", PRICE).status() == 201);
        Await.until(() -> acme.post("/api/models", MODEL).status() == 201);
        String model = acme.get("/api/models?view=list&configuration=refusing")
                .json()
                .at("/items/0/id")
                .asText();
        String price = acme.post("/api/prices", PRICE).json().path("id").asText();
        acme.post("/api/routes", ROUTE);
        acme.post("/api/model-settings", SETTING);

        RefusalTable.of(catalog.service())
                .route("GET /api/models", null)
                .route("POST /api/models", MODEL)
                .route("GET /api/models/{id}", null, model)
                .route("PUT /api/models/{id}", MODEL, model)
                .route("PATCH /api/models/{id}", "{}", model)
                .route("DELETE /api/models/{id}", null, model)
                .route("GET /api/prices", null)
                .route("POST /api/prices", PRICE)
                .route("POST /api/prices/import", "{\"entries\":[" + PRICE + "]}")
                .route("GET /api/prices/{id}", null, price)
                .route("GET /api/routes", null)
                .route("POST /api/routes", ROUTE)
                .route("GET /api/routes/{name}", null, "refusing")
                .route("PUT /api/routes/{name}", ROUTE, "refusing")
                .route("PATCH /api/routes/{name}", "{}", "refusing")
                .route("DELETE /api/routes/{name}", null, "refusing")
                .route("GET /api/model-settings", null)
                .route("POST /api/model-settings", SETTING)
                .route("GET /api/model-settings/{modelType}", null, "llm")
                .check("catalog");
    }
}
