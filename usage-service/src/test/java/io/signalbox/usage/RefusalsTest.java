package io.signalbox.usage;

import io.signalbox.contracts.usage.UsageRecordEvent.UsageRecorded;
import io.signalbox.testkit.Await;
import io.signalbox.testkit.embedded.EmbeddedServices;
import io.signalbox.testkit.embedded.TestHttp;
import io.signalbox.testkit.embedded.TestService;
import io.signalbox.testkit.refusal.RefusalTable;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Says for every route what it answers to every kind of mistake. */
class RefusalsTest {
    private static final String LIMIT =
            "{\"scope\":\"TENANT\",\"measure\":\"REQUESTS\",\"amount\":5,\"window\":\"minute\"}";
    private static final String LEASE = "{\"holder\":\"018f0000-0000-7000-8000-000000000000\",\"wishes\":[]}";

    private static TestService service;

    @BeforeAll
    static void start() {
        EmbeddedServices.kafka().empty();
        service = TestService.start(
                UsageServiceApplication.class, EmbeddedServices.postgres().database("usage"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void every_route_refuses_every_mistake_in_words_that_help() {
        UsageRecorded recorded = UsageExamples.attempt().record();
        EmbeddedServices.kafka().say(1, List.of(recorded));
        String request = recorded.requestId().toString();
        TestHttp acme = service.http().as(EmbeddedServices.identity().administrator(RefusalTable.TENANT));
        Await.until(() -> acme.get("/api/requests/" + request).status() == 200);

        String limit = acme.post("/api/limits", LIMIT).json().path("id").asText();

        RefusalTable.of(service)
                .route("GET /api/limits", null)
                .route("POST /api/limits", LIMIT)
                .route("GET /api/limits/{id}", null, limit)
                .route("PATCH /api/limits/{id}", "{\"amount\":7}", limit)
                .route("DELETE /api/limits/{id}", null, limit)
                .routeFor("gateway", "POST /internal/leases", LEASE)
                .route("GET /api/usage", null)
                .route("GET /api/ledger", null)
                .route("GET /api/requests/{id}", null, request)
                .route("GET /api/configurations/{id}/usage", null, UsageExamples.CONFIGURATION.toString())
                .internal("POST /internal/rollups/rebuild", null)
                .check("usage");
    }
}
