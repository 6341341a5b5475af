package io.signalbox.kit.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.signalbox.kit.security.ServiceIdentity;
import io.signalbox.kit.security.TokenSigner;
import io.signalbox.kit.web.SampleService.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WebConventionsTest {
    private Path identity;
    private SampleService service;
    private String developer;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        identity = directory;
        service = new SampleService(identity);
        developer = service.user("developer");
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"a\",\"size\":1,\"colour\":\"red\"} | 400 | field_unknown | colour",
                "{\"name\":\"a\",\"size\":\"big\"}              | 400 | field_type    | size",
                "{\"name\":\"a\",\"size\":1,\"since\":\"soon\"} | 400 | field_type    | since",
                "{\"name\":\"a\",\"size\":1,\"owner\":\"a/b\"}  | 400 | field_invalid | owner",
                "{\"name\":\"a\",\"size\":1,\"size\":2}         | 400 | field_duplicate | size",
                "{\"name\":\"a\",                               | 400 | body_malformed |",
                "[]                                             | 400 | field_type    | body",
                "''                                             | 400 | body_missing  |",
            })
    void a_body_that_cannot_be_read_is_refused_by_field(String body, int status, String code, @Nullable String field) {
        Answer answer = post("/api/things", body);
        assertProblem(answer, status, code);
        if (field != null) {
            assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
        }
        assertThat(answer.body()).doesNotContain("io.signalbox").doesNotContain("java.");
    }

    @Test
    void an_oversized_body_is_refused() {
        assertProblem(post("/api/things", "{\"name\":\"" + "x".repeat(1_100_000) + "\"}"), 413, "body_too_large");
    }

    @Test
    void a_body_of_another_type_is_refused() {
        Answer answer = service.send(
                service.port(), "POST", "/api/things", "name: a", developer, "content-type", "application/yaml");
        assertProblem(answer, 415, "unsupported_media_type");
    }

    @Test
    void a_good_body_is_answered_on_a_virtual_thread() {
        assertThat(post("/api/things", "{\"name\":\"a\",\"size\":1}").status()).isEqualTo(200);
        assertThat(service.get("/api/who", developer).body())
                .contains("\"virtual\":true")
                .contains("\"tenant\":\"acme\"")
                .contains("\"subject\":\"ada\"");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/things?limt=5,        400, parameter_unknown",
        "/api/who?x=1,              400, parameter_unknown",
        "/api/things?limit=201,     400, parameter_invalid",
        "/api/things?cursor=zz,     400, parameter_invalid",
        "/api/things?active=maybe,  400, parameter_invalid",
        "/api/things/not-an-id,     404, not_found",
        "/api/nothing,              404, no_such_path",
        "/api/gone,                 404, not_found",
        "/api/span?period=soon,     400, parameter_invalid",
        "/api/span?timezone=Moon,   400, parameter_invalid",
        "/api/away,                 503, unavailable",
        "/api/broken,               500, internal_error",
    })
    void what_cannot_be_answered_says_why(String path, int status, String code) {
        assertProblem(service.get(path, developer), status, code);
    }

    @Test
    void a_fault_of_the_program_tells_nothing_about_it() {
        assertThat(service.get("/api/broken", developer).body())
                .doesNotContain("nobody outside")
                .contains("incident");
    }

    @Test
    void trying_again_is_announced_when_the_service_stands_on_nothing() {
        assertThat(service.get("/api/away", developer).headers().firstValue("retry-after"))
                .hasValue("1");
    }

    @Test
    void a_method_that_is_not_answered_names_those_that_are() {
        Answer answer = service.send(service.port(), "DELETE", "/api/things", null, developer);
        assertProblem(answer, 405, "method_not_allowed");
        assertThat(answer.headers().firstValue("allow").orElse("")).contains("GET", "POST");
    }

    @Test
    void pages_lead_to_the_end_of_the_list() {
        Answer first = service.get("/api/things?limit=100", developer);
        String next = first.body().replaceAll(".*\"next\":\"([^\"]+)\".*", "$1");
        Answer second = service.get("/api/things?limit=100&cursor=" + next, developer);
        assertThat(second.body()).startsWith("{\"items\":[101,").doesNotContain("\"next\":\"");
    }

    @Test
    void a_state_that_has_changed_is_not_overwritten() {
        String path = "/api/things/" + UUID.randomUUID();
        assertThat(service.get(path, developer).headers().firstValue("etag")).hasValue("\"7\"");
        assertProblem(service.get(path, developer, "if-match", "\"6\""), 412, "state_changed");
        assertThat(service.get(path, developer, "if-match", "\"6\", \"7\"").status())
                .isEqualTo(200);
    }

    @Test
    void without_a_token_only_the_open_paths_answer() {
        Answer refused = service.get("/api/things", null);
        assertProblem(refused, 401, "token_missing");
        assertThat(refused.headers().firstValue("www-authenticate")).hasValue("Bearer");
        assertProblem(service.get("/anything", null), 401, "token_missing");
        for (String open : new String[] {"/livez", "/readyz", "/api/health", "/console"}) {
            assertThat(service.get(open, null).status()).as(open).isEqualTo(200);
        }
    }

    @Test
    void a_token_that_is_not_ours_is_refused() {
        assertProblem(service.get("/api/who", "nonsense"), 401, "token_invalid");
        JWTClaimsSet late =
                SampleService.user(new String[] {"developer"}, Instant.now().minusSeconds(60));
        assertProblem(service.get("/api/who", service.token("credential", late)), 401, "token_invalid");
        JWTClaimsSet good =
                SampleService.user(new String[] {"developer"}, Instant.now().plusSeconds(60));
        assertThat(service.get("/api/who", service.token("credential", good)).status())
                .isEqualTo(200);
        assertProblem(service.get("/api/who", service.token("other", good)), 401, "token_invalid");
        JWTClaimsSet elsewhere =
                new JWTClaimsSet.Builder(good).audience("somebody").build();
        assertProblem(service.get("/api/who", service.token("credential", elsewhere)), 401, "token_invalid");
    }

    @Test
    void a_role_that_is_missing_is_named() {
        Answer answer = service.send(
                service.port(), "POST", "/api/things", "{\"name\":\"a\",\"size\":1}", service.user("auditor"));
        assertProblem(answer, 403, "role_missing");
        assertThat(answer.body()).contains("administrator or developer");
    }

    @Test
    void internal_paths_know_services_only() {
        assertProblem(service.get("/internal/things", developer), 403, "service_only");
        assertProblem(service.get("/internal/things", service.user("service")), 403, "service_only");
        var other = new ServiceIdentity("other", TokenSigner.read(identity, "other"), Clock.systemUTC());
        assertThat(service.get("/internal/things", other.token()).body()).isEqualTo("service:other@platform");
        assertThat(service.get("/internal/things", other.token(), ServiceIdentity.TENANT_HEADER, "acme")
                        .body())
                .isEqualTo("service:other@acme");
    }

    @Test
    void a_kept_connection_is_answered_again_and_again() {
        for (int call = 0; call < 400; call++) {
            assertThat(service.get("/api/who", developer).status()).isEqualTo(200);
            assertThat(service.get("/api/who", null).status()).isEqualTo(401);
        }
    }

    @Test
    void only_a_service_may_act_for_another_tenant() {
        assertProblem(service.get("/api/who", developer, ServiceIdentity.TENANT_HEADER, "other"), 403, "service_only");
    }

    @Test
    void metrics_are_on_the_management_port_only() {
        Answer metrics = service.send(service.managementPort(), "GET", "/prometheus", null, null);
        assertThat(metrics.status()).isEqualTo(200);
        assertThat(metrics.body()).contains("service=\"sample\"");
        assertThat(service.get("/prometheus", null).status()).isEqualTo(401);
        assertThat(service.send(service.managementPort(), "GET", "/env", null, null)
                        .status())
                .isNotEqualTo(200);
    }

    private Answer post(String path, String body) {
        return service.send(service.port(), "POST", path, body, developer);
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.body()).contains("\"code\":\"" + code + "\"").contains("\"remedy\":\"");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
    }
}
