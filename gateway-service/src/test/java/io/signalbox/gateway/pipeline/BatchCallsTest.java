package io.signalbox.gateway.pipeline;

import static io.signalbox.gateway.pipeline.ScriptedProvider.json;
import static io.signalbox.gateway.pipeline.Talk.ANSWER;
import static io.signalbox.gateway.pipeline.Talk.ASK;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.HttpHeaders;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.credential.CredentialEvent.AccessKeyRevoked;
import io.signalbox.gateway.admission.AccessKeyText;
import io.signalbox.kit.identity.NamedId;
import io.signalbox.kit.security.ActingAs;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** Calls of files and batches on their way to the service that keeps them, and lines of batches on their way back. */
class BatchCallsTest {
    private static final String OTHER = DataPlaneFixture.keyText("ooooooooooooooooooooooooooooooooooooooooooo");
    private static final UUID KEY_ID = NamedId.of("test/" + DataPlaneFixture.KEY);
    private static final String LINE = "eyJ.of-a-line.signed";

    private record Received(String call, HttpHeaders headers, String body) {}

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String answer = "{\"object\":\"list\"}";
    private final DisposableServer vfs = HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .handle((request, response) -> request.receive()
                    .aggregate()
                    .asString()
                    .defaultIfEmpty("")
                    .flatMap(body -> {
                        received.add(new Received(
                                request.method() + " " + request.uri(),
                                request.requestHeaders().copy(),
                                body));
                        return response.status(status)
                                .header("content-type", "application/json")
                                .header("x-inside", "secret")
                                .sendString(Mono.just(answer))
                                .then();
                    }))
            .bindNow();
    private final DataPlaneFixture gateway = new DataPlaneFixture();
    private final ScriptedProvider provider = new ScriptedProvider(json(200, ANSWER));

    @BeforeEach
    void start() {
        gateway.vfs = URI.create("http://127.0.0.1:" + vfs.port());
        gateway.target("main", "openai", provider.baseUrl());
        gateway.key(new TenantId("other"), OTHER, null, List.of());
        gateway.start();
    }

    @AfterEach
    void close() {
        gateway.close();
        provider.close();
        vfs.disposeNow();
    }

    private HttpResponse<String> call(String method, String path, String... headers) {
        HttpRequest.Builder request = gateway.caller().to(path).method(method, BodyPublishers.noBody());
        return gateway.caller().send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpResponse<String> line(ActingAs as) {
        gateway.acting = token -> {
            assertThat(token).isEqualTo(LINE);
            return as;
        };
        return new Caller(gateway.port(), LINE).chat(ASK);
    }

    @Test
    void who_calls_is_said_by_the_gateway_and_never_by_the_caller() {
        HttpResponse<String> reply = gateway.caller()
                .send(gateway.caller()
                        .post("/v1/batches?limit=2&after=batch_1", "{\"input_file_id\":\"file-1\"}")
                        .headers(
                                "signalbox-tenant",
                                "other",
                                "signalbox-access-key",
                                "somebody",
                                "x-api-key",
                                DataPlaneFixture.KEY,
                                "cookie",
                                "a=b"));

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo(answer);
        assertThat(reply.headers().firstValue("x-inside")).isEmpty();
        Received one = received.getFirst();
        assertThat(one.call()).isEqualTo("POST /internal/v1/batches?limit=2&after=batch_1");
        assertThat(one.body()).isEqualTo("{\"input_file_id\":\"file-1\"}");
        assertThat(one.headers().getAll("signalbox-tenant")).containsExactly("acme");
        assertThat(one.headers().getAll("signalbox-access-key")).containsExactly(KEY_ID.toString());
        assertThat(one.headers().getAll("authorization")).containsExactly("Bearer of-the-gateway");
        assertThat(one.headers().contains("x-api-key")).isFalse();
        assertThat(one.headers().contains("cookie")).isFalse();
    }

    @Test
    void a_file_goes_through_as_it_comes_and_in_no_bound_of_bodies_here() {
        String large = "x".repeat(4 * DataPlaneFixture.BODY_MAX);

        HttpResponse<String> reply = gateway.caller()
                .send(gateway.caller()
                        .to("/v1/files")
                        .header("content-type", "multipart/form-data; boundary=b")
                        .POST(BodyPublishers.ofString(large)));

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(received.getFirst().body()).isEqualTo(large);
        assertThat(received.getFirst().headers().get("content-type")).contains("boundary=b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/files/..%2f..%2fgrants",
                "/v1/files/%2e%2e",
                "/v1/files/a/../../grants",
                "/v1/files/file-1/content/more",
                "/v1/files//content",
                "/v1/batches/a%3fb",
                "/v1/batches/batch_1/run"
            })
    void what_is_no_path_of_files_and_batches_reaches_nobody(String path) {
        HttpResponse<String> reply = call("GET", path);

        assertThat(reply.statusCode()).isEqualTo(404);
        assertThat(received).isEmpty();
    }

    @Test
    void a_refusal_is_told_as_openai_tells_it() {
        status = 400;
        answer = """
                {"type":"x","title":"t","status":400,"code":"endpoint_unknown","detail":"No such endpoint.",
                 "errors":[{"field":"endpoint","remedy":"Name one of these."}]}""";

        HttpResponse<String> reply = call("POST", "/v1/batches");

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body())
                .isEqualTo("{\"error\":{\"message\":\"No such endpoint. Name one of these.\","
                        + "\"type\":\"invalid_request_error\",\"param\":\"endpoint\",\"code\":\"endpoint_unknown\"}}");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void that_the_gateway_itself_is_refused_is_not_the_callers_fault(int told) {
        status = told;
        answer = "{}";

        assertThat(call("GET", "/v1/files").statusCode()).isEqualTo(502);
    }

    @Test
    void that_nobody_keeps_files_at_the_moment_is_503_with_a_time_to_come_back() {
        vfs.disposeNow();

        HttpResponse<String> listed = call("GET", "/v1/files");
        HttpResponse<String> created = gateway.caller().send(gateway.caller().post("/v1/batches", "{}"));

        assertThat(List.of(listed.statusCode(), created.statusCode())).containsExactly(503, 503);
        assertThat(listed.body()).contains("\"code\":\"batches_unavailable\"");
        assertThat(listed.headers().firstValue("retry-after")).isPresent();
    }

    @Test
    void a_limit_of_requests_holds_for_them_too() {
        String narrow = DataPlaneFixture.keyText("nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn");
        gateway.key(narrow, 1L, List.of());
        gateway.compile(true);
        Caller caller = new Caller(gateway.port(), narrow);
        List<Integer> statuses = new ArrayList<>();

        for (int call = 0; call < 2; call++) {
            statuses.add(caller.send(caller.to("/v1/files").GET()).statusCode());
        }

        assertThat(statuses).containsExactly(200, 429);
    }

    @Test
    void a_line_is_served_as_the_key_it_is_sent_for() {
        HttpResponse<String> reply = line(new ActingAs(DataPlaneFixture.ACME, KEY_ID));

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(gateway.closed(1).getFirst().opening().accessKeyId()).isEqualTo(KEY_ID);
        assertThat(gateway.closed(1).getFirst().opening().tenant()).isEqualTo(DataPlaneFixture.ACME);
    }

    @Test
    void a_line_of_a_key_that_is_not_that_tenants_is_refused() {
        HttpResponse<String> reply = line(new ActingAs(new TenantId("other"), KEY_ID));

        assertThat(reply.statusCode()).isEqualTo(401);
        assertThat(provider.received).isEmpty();
    }

    @Test
    void a_line_of_a_key_that_was_revoked_is_refused() {
        gateway.accept(new AccessKeyRevoked(
                DataPlaneFixture.ACME, KEY_ID, AccessKeyText.hash(DataPlaneFixture.KEY), DataPlaneFixture.THEN));
        gateway.compile(true);

        HttpResponse<String> reply = line(new ActingAs(DataPlaneFixture.ACME, KEY_ID));

        assertThat(reply.statusCode()).isEqualTo(401);
        assertThat(provider.received).isEmpty();
    }

    @Test
    void a_line_of_a_key_not_heard_of_yet_is_to_be_sent_again() {
        gateway.compile(false);

        HttpResponse<String> reply = line(new ActingAs(DataPlaneFixture.ACME, UUID.randomUUID()));

        assertThat(reply.statusCode()).isEqualTo(503);
        assertThat(reply.headers().firstValue("retry-after")).isPresent();
    }

    @Test
    void a_line_in_another_header_than_a_services_is_no_key() {
        gateway.acting = token -> new ActingAs(DataPlaneFixture.ACME, KEY_ID);
        Caller caller = gateway.caller();

        HttpResponse<String> reply = caller.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + "/v1/chat/completions"))
                        .headers("content-type", "application/json", "x-api-key", LINE)
                        .POST(BodyPublishers.ofString(ASK)));

        assertThat(reply.statusCode()).isEqualTo(401);
    }
}
