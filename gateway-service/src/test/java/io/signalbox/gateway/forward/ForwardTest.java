package io.signalbox.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.gateway.TestGateway;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;

/** The gateway's management side with one owner that answers and others that are away; no Kafka. */
class ForwardTest {
    private static final List<String> CALLS = new CopyOnWriteArrayList<>();

    @TempDir
    static Path directory;

    private static DisposableServer owner;
    private static TestGateway gateway;
    private static String token;

    @BeforeAll
    static void start() throws Exception {
        owner = HttpServer.create()
                .host("127.0.0.1")
                .handle((request, response) -> {
                    CALLS.add(request.method() + " " + request.uri());
                    String echo = String.join(
                            "|",
                            header(request, "authorization").isEmpty() ? "none" : "token",
                            header(request, "if-match"),
                            header(request, "idempotency-key"),
                            header(request, "signalbox-tenant"),
                            header(request, "x-forwarded-for"));
                    // An owner answers when it has read the call, not when it has seen its head.
                    return request.receive()
                            .aggregate()
                            .asString()
                            .defaultIfEmpty("")
                            .flatMap(body -> response.status(201)
                                    .header("etag", "\"7\"")
                                    .header("x-echo", echo)
                                    .sendString(Mono.just("got " + body))
                                    .then());
                })
                .bindNow();
        gateway = TestGateway.start(
                directory,
                "signalbox.owners.provider=http://127.0.0.1:" + owner.port(),
                "signalbox.owners.catalog=http://127.0.0.1:65535",
                "signalbox.owners.vfs=http://127.0.0.1:" + owner.port(),
                "signalbox.owners.file-body-max=8KB",
                "signalbox.owners.body-max=1KB");
        token = gateway.token("acme", "administrator");
    }

    private static String header(HttpServerRequest request, String name) {
        String value = request.requestHeaders().get(name);
        return value == null ? "" : value;
    }

    @AfterAll
    static void stop() {
        gateway.close();
        owner.disposeNow();
    }

    @Test
    void a_call_reaches_the_owner_of_its_path_with_what_may_pass_and_nothing_else() throws Exception {
        HttpResponse<String> answer = gateway.send(request("/api/providers/x/models?limit=2&a=%20b")
                .header("If-Match", "\"6\"")
                .header("Idempotency-Key", "k1")
                .header("X-Forwarded-For", "1.2.3.4")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("got {}");
        assertThat(answer.headers().firstValue("etag")).contains("\"7\"");
        assertThat(answer.headers().firstValue("x-echo")).contains("token|\"6\"|k1||127.0.0.1");
        assertThat(CALLS).contains("POST /api/providers/x/models?limit=2&a=%20b");
    }

    @Test
    void only_a_service_may_name_the_tenant_it_acts_for() throws Exception {
        int before = CALLS.size();
        HttpResponse<String> answer = gateway.send(
                request("/api/providers").header("signalbox-tenant", "other").build());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(CALLS).hasSize(before);
    }

    @Test
    void an_owner_that_is_away_is_503_with_a_time_to_come_back() throws Exception {
        HttpResponse<String> answer = gateway.get("/api/routes", token);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).contains("1");
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(answer.body()).contains("owner_unavailable", "catalog");
    }

    @Test
    void a_call_without_token_does_not_reach_the_owner() throws Exception {
        int before = CALLS.size();
        HttpResponse<String> answer = gateway.get("/api/providers");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("token_missing");
        assertThat(CALLS).hasSize(before);
    }

    @Test
    void a_body_that_is_too_large_is_refused_with_or_without_a_length() throws Exception {
        byte[] large = new byte[4096];
        HttpResponse<String> told = gateway.send(request("/api/providers")
                .POST(HttpRequest.BodyPublishers.ofByteArray(large))
                .build());
        HttpResponse<String> chunked = gateway.send(request("/api/providers")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
                .build());

        assertThat(told.statusCode()).isEqualTo(413);
        assertThat(chunked.statusCode()).isEqualTo(413);
        assertThat(told.body()).contains("body_too_large");
        assertThat(chunked.body()).contains("body_too_large");
    }

    @Test
    void what_has_no_owner_is_not_there_and_what_is_internal_stays_inside() throws Exception {
        int before = CALLS.size();

        assertThat(gateway.get("/api/nothing", token).statusCode()).isEqualTo(404);
        assertThat(gateway.get("/internal/grants", token).statusCode()).isEqualTo(403);
        assertThat(gateway.get("/prometheus", token).statusCode()).isEqualTo(404);
        assertThat(gateway.get("/api/providers/%2e%2e/%2e%2e/internal/grants", token)
                        .statusCode())
                .isEqualTo(400);
        assertThat(CALLS).hasSize(before);
    }

    @Test
    void the_gateways_own_paths_are_answered_here() throws Exception {
        assertThat(gateway.get("/api/health").statusCode()).isEqualTo(200);
        assertThat(gateway.get("/livez").statusCode()).isEqualTo(200);
        assertThat(gateway.get("/readyz").statusCode()).isEqualTo(503);
        assertThat(gateway.get("/").body()).contains("<h1>Signalbox</h1>");
        assertThat(gateway.get("/page/page.js").statusCode()).isEqualTo(200);
        assertThat(gateway.get("/api/health/services").statusCode()).isEqualTo(401);
        assertThat(gateway.get("/api/health/services", token).body())
                .contains("\"gateway\":\"up\"", "\"catalog\":\"away\"", "\"provider\":\"failing\"");
        assertThat(gateway.get("/api/targets").statusCode()).isEqualTo(401);
        assertThat(gateway.get("/api/targets", token).body()).startsWith("{\"items\":[]");
        assertThat(gateway.get("/api/targets", gateway.token("acme", "finance")).statusCode())
                .isEqualTo(403);
        assertThat(gateway.get("/api/routes/none/explain", token).body()).contains("The route none");
    }

    @Test
    void files_have_a_limit_of_their_own_and_it_is_not_the_one_of_calls() throws Exception {
        byte[] large = new byte[4096];
        HttpResponse<String> passed = gateway.send(request("/api/vfs/sessions/1/files/a.bin")
                .PUT(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
                .build());
        HttpResponse<String> refused = gateway.send(request("/api/vfs/sessions/1/files/a.bin")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(new byte[9000]))
                .build());

        assertThat(passed.statusCode()).isEqualTo(201);
        assertThat(passed.body()).hasSize("got ".length() + large.length);
        assertThat(refused.statusCode()).isEqualTo(413);
    }

    @Test
    void a_sessions_token_passes_to_the_service_that_knows_it_and_nowhere_else() throws Exception {
        String scoped = "sbv_whatever";
        HttpResponse<String> passed =
                gateway.send(request("/api/vfs/sessions/1/files/a.txt", scoped).build());
        int before = CALLS.size();

        assertThat(passed.statusCode()).isEqualTo(201);
        assertThat(passed.headers().firstValue("x-echo").orElse("")).startsWith("token|");
        for (String path : List.of("/api/providers", "/api/targets", "/api/live/tickets", "/api/vfsx", "/internal/x")) {
            assertThat(gateway.send(request(path, scoped).build()).statusCode())
                    .as(path)
                    .isEqualTo(401);
        }
        assertThat(CALLS).hasSize(before);
    }

    @Test
    void a_name_of_a_file_passes_as_it_was_sent_unless_it_leads_elsewhere() throws Exception {
        String name = "/api/vfs/sessions/1/files/100%25;x//%C3%BC.txt";
        gateway.send(request(name).build());
        assertThat(CALLS).contains("GET " + name);
        HttpResponse<String> crooked = gateway.send(
                request("/api/vfs/sessions/1/files/%2e%2e/%2e%2e/%2e%2e/x").build());
        assertThat(crooked.statusCode()).isEqualTo(400);
        assertThat(crooked.body()).contains("path_invalid");
        HttpResponse<String> elsewhere =
                gateway.send(request("/api/providers//x;y").build());
        assertThat(elsewhere.statusCode()).isEqualTo(400);
        assertThat(elsewhere.body()).contains("request_crooked");
    }

    private static HttpRequest.Builder request(String path) {
        return request(path, token);
    }

    private static HttpRequest.Builder request(String path, String bearer) {
        return HttpRequest.newBuilder(gateway.uri(path))
                .header("Authorization", "Bearer " + bearer)
                .header("Content-Type", "application/json");
    }
}
