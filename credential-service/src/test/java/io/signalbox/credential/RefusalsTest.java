package io.signalbox.credential;

import io.signalbox.testkit.embedded.TestHttp;
import io.signalbox.testkit.refusal.RefusalTable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Says for every route what it answers to every kind of mistake. */
class RefusalsTest {
    private static final String KEY = """
            {"provider":"openai","keyName":"x","apiKey":"sk-some-0123456789abcdef"}""";
    private static final String SEAL = """
            {"tenant":"acme","owner":"configuration","providerType":"openai","keyName":"main",
             "origin":"https://api.openai.com","apiKey":"sk-some-0123456789abcdef"}""";

    private static CredentialService service;

    @BeforeAll
    static void start() {
        service = new CredentialService();
        service.open("acme");
        service.open("stranger");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void every_route_refuses_every_mistake_in_words_that_help() {
        TestHttp acme = service.administrator("acme");
        String accessKey = acme.post("/api/access-keys", "{\"name\":\"app\"}")
                .json()
                .path("id")
                .asText();
        String project = acme.post("/api/projects", "{\"name\":\"site\"}")
                .json()
                .path("id")
                .asText();
        acme.post("/api/users", "{\"id\":\"grace\",\"roles\":[\"developer\"]}");
        String providerKey = service.service("provider", "acme")
                .post("/internal/credentials", SEAL)
                .json()
                .path("credentialId")
                .asText();

        RefusalTable.of(service.running())
                .route("GET /api/access-keys", null)
                .route("POST /api/access-keys", "{\"name\":\"other\"}")
                .route("GET /api/access-keys/{id}", null, accessKey)
                .route("PATCH /api/access-keys/{id}", "{}", accessKey)
                .route("DELETE /api/access-keys/{id}", null, accessKey)
                .route("GET /api/api-keys", null)
                .route("POST /api/api-keys", KEY)
                .route("GET /api/api-keys/{id}", null, providerKey)
                .route("PATCH /api/api-keys/{id}", "{}", providerKey)
                .route("POST /api/api-keys/{id}/rotate", "{\"apiKey\":\"sk-some-0123456789abcdef\"}", providerKey)
                .routeFor("provider", "GET /api/api-keys/{id}/decrypt", null, providerKey)
                .route("DELETE /api/api-keys/{id}", null, providerKey)
                .route("GET /api/tenants", null)
                .route("POST /api/tenants", "{\"name\":\"new\"}")
                .route("GET /api/tenants/{id}", null, "acme")
                .route("PATCH /api/tenants/{id}", "{}", "acme")
                .route("DELETE /api/tenants/{id}", null, "acme")
                .route("GET /api/projects", null)
                .route("POST /api/projects", "{\"name\":\"new\"}")
                .route("GET /api/projects/{id}", null, project)
                .route("PATCH /api/projects/{id}", "{}", project)
                .route("DELETE /api/projects/{id}", null, project)
                .route("GET /api/users", null)
                .route("POST /api/users", "{\"id\":\"ada\",\"roles\":[]}")
                .route("GET /api/users/{id}", null, "grace")
                .route("PATCH /api/users/{id}", "{}", "grace")
                .route("DELETE /api/users/{id}", null, "grace")
                .route("GET /api/audit", null)
                .route("GET /api/audit/check", null)
                .route("GET /api/session", null)
                .route("POST /api/tokens", "{\"user\":\"grace\"}")
                .open("GET /api/jwks", null)
                .internal("GET /internal/access-keys/by-hash/{hash}", null, "0".repeat(64))
                .routeFor("provider", "POST /internal/credentials", SEAL)
                .routeFor("provider", "DELETE /internal/credentials/{id}", null, providerKey)
                .internal("POST /internal/grants", "{\"credentials\":[]}")
                .internal("GET /internal/revocations", null)
                .check("credential");
    }
}
