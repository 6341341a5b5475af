package io.signalbox.limits;

import static io.signalbox.limits.Replicas.issued;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.ModelType;
import io.signalbox.contracts.credential.CredentialEvent.AccessKeyRevoked;
import io.signalbox.contracts.tenant.TenantEvent.ProjectClosed;
import io.signalbox.contracts.tenant.TenantEvent.ProjectOpened;
import io.signalbox.kit.identity.NamedId;
import io.signalbox.testkit.Await;
import io.signalbox.testkit.embedded.EmbeddedServices;
import io.signalbox.testkit.embedded.TestHttp;
import io.signalbox.testkit.embedded.TestHttp.Answer;
import io.signalbox.testkit.embedded.TestService;
import io.signalbox.usage.UsageServiceApplication;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits from their definition to what callers of several gateways are told: real database, broker and calls. */
class LimitsTest {
    private static final UUID OPEN_PROJECT = NamedId.of("project/open");
    private static final UUID CLOSED_PROJECT = NamedId.of("project/closed");

    @TempDir
    private static Path directory;

    private static TestService service;
    private static TestHttp acme;
    private static Replicas replicas;

    @BeforeAll
    static void start() {
        EmbeddedServices.kafka().empty();
        service = TestService.start(
                UsageServiceApplication.class, EmbeddedServices.postgres().database("usage"));
        acme = service.http().as(EmbeddedServices.identity().administrator("acme"));
        replicas = new Replicas(3, directory, service.http().address());
        EmbeddedServices.kafka().say(1, replicas.state("app", "many"));
        EmbeddedServices.kafka()
                .say(
                        1,
                        List.of(
                                issued("declared", 40L),
                                issued("gone", null),
                                Replicas.catalogued("painter", ModelType.IMAGE),
                                new ProjectOpened(Replicas.ACME, OPEN_PROJECT, "open", Replicas.THEN),
                                new ProjectOpened(Replicas.ACME, CLOSED_PROJECT, "closed", Replicas.THEN)));
        EmbeddedServices.kafka()
                .say(
                        2,
                        List.of(
                                new ProjectClosed(Replicas.ACME, CLOSED_PROJECT, Replicas.THEN),
                                new AccessKeyRevoked(
                                        Replicas.ACME, NamedId.of("access-key/gone"), "a".repeat(64), Replicas.THEN)));
    }

    @AfterAll
    static void stop() {
        replicas.close();
        service.close();
    }

    private static String limit(String scope, String scopeId, String more) {
        return "{\"scope\":\"%s\",\"scopeId\":\"%s\",%s}".formatted(scope, scopeId, more);
    }

    @Test
    void a_limit_is_defined_changed_listed_and_deleted() {
        Answer made = acme.post(
                "/api/limits",
                limit("CONFIGURATION", "main", "\"measure\":\"TOKENS\",\"amount\":5000,\"window\":\"hour\""));
        String path = made.header("location");

        Answer changed = acme.patch(path, "{\"amount\":9000,\"enforcement\":\"SHADOW\"}");
        Answer listed = acme.get("/api/limits?limit=200");
        Answer deleted = acme.delete(path);

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().path("scopeId").asText()).isEqualTo(Replicas.CONFIGURATION.toString());
        assertThat(made.json().path("whenUnreachable").asText()).isEqualTo("ALLOW");
        assertThat(changed.json().path("amount").asLong()).isEqualTo(9_000);
        assertThat(changed.json().path("window").asText()).isEqualTo("hour");
        assertThat(listed.json().path("items").findValuesAsText("id"))
                .contains(made.json().path("id").asText());
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(acme.get(path).status()).isEqualTo(404);
    }

    @Test
    void the_same_is_limited_once_and_the_refusal_says_by_which() {
        String body =
                limit("PROJECT", OPEN_PROJECT.toString(), "\"measure\":\"REQUESTS\",\"amount\":5,\"window\":\"day\"");
        String first = acme.post("/api/limits", body).json().path("id").asText();

        Answer again = acme.post("/api/limits", body);

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().path("code").asText()).isEqualTo("limit_defined");
        assertThat(again.body()).contains(first);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PROJECT | 018f0000-0000-7000-8000-000000000000 | REQUESTS | scopeId | subject_unknown",
                "PROJECT | closed-project | REQUESTS | scopeId | subject_ended",
                "ACCESS_KEY | gone-key | REQUESTS | scopeId | subject_ended",
                "CONFIGURATION | nowhere | REQUESTS | scopeId | subject_unknown",
                "MODEL | unheard-of | REQUESTS | scopeId | subject_unknown",
                "MODEL | painter | TOKENS | measure | model_without_tokens",
                "USER | nobody | REQUESTS | scopeId | user_nameless",
                "TENANT | globex | REQUESTS | scopeId | scope_id_meaningless"
            })
    void what_no_call_could_be_counted_for_is_refused_by_the_field(
            String scope, String written, String measure, String field, String code) {
        String id = written.replace("closed-project", CLOSED_PROJECT.toString())
                .replace("gone-key", NamedId.of("access-key/gone").toString());

        Answer answer = acme.post(
                "/api/limits", limit(scope, id, "\"measure\":\"" + measure + "\",\"amount\":5,\"window\":\"day\""));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo(field);
        assertThat(answer.json().at("/errors/0/code").asText()).isEqualTo(code);
        assertThat(answer.json().at("/errors/0/remedy").asText()).isNotEmpty();
    }

    @Test
    void three_replicas_of_which_one_is_killed_never_serve_more_than_the_limit() {
        int limit = 300;
        Answer made = acme.post(
                "/api/limits",
                limit(
                        "ACCESS_KEY",
                        NamedId.of("access-key/many").toString(),
                        "\"measure\":\"REQUESTS\",\"amount\":" + limit
                                + ",\"window\":\"day\",\"whenUnreachable\":\"REFUSE\""));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        Await.until(() -> replicas.know("many"));
        int before = replicas.asked.get();

        int served = load("many", 240, replicas.count()) + load("many", 240, replicas.count() - 1);

        int asked = replicas.asked.get() - before;
        System.out.printf("limit %d, served %d, the provider was asked %d times%n", limit, served, asked);
        assertThat(asked).isEqualTo(served).isLessThanOrEqualTo(limit);
        assertThat(limit - served).as("lost with the killed one").isLessThanOrEqualTo(limit / 20);
        acme.delete(made.header("location"));
    }

    @Test
    void the_requests_a_key_was_issued_with_are_counted_across_replicas() {
        long first = minute();
        Await.until(() -> replicas.ask(0, "declared").join().statusCode() == 200);

        int served = 1 + load("declared", 90, replicas.count());

        // A minute may have ended in between; three replicas may each have kept a twentieth for another request.
        assertThat(served).isBetween(34, 40 * (int) (minute() - first + 1));
    }

    private static long minute() {
        return System.currentTimeMillis() / 60_000;
    }

    /** So many calls, ten at a time, spread over the first replicas; how many were served. Others got 429 and when to come back. */
    private static int load(String key, int calls, int gateways) {
        AtomicInteger served = new AtomicInteger();
        for (int from = 0; from < calls; from += 10) {
            List<CompletableFuture<HttpResponse<String>>> some = new ArrayList<>();
            for (int each = 0; each < 10; each++) {
                some.add(replicas.ask((from + each) % gateways, key));
            }
            some.forEach(call -> {
                HttpResponse<String> reply = call.join();
                assertThat(reply.statusCode()).as(reply.body()).isIn(200, 429);
                if (reply.statusCode() == 200) {
                    served.incrementAndGet();
                } else {
                    assertThat(reply.headers().firstValue("retry-after").orElse(""))
                            .matches("[1-9][0-9]?");
                }
            });
        }
        return served.get();
    }
}
