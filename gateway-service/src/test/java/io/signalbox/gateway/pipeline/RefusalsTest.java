package io.signalbox.gateway.pipeline;

import static io.signalbox.gateway.pipeline.ScriptedProvider.json;
import static io.signalbox.gateway.pipeline.Talk.ANSWER;
import static io.signalbox.gateway.pipeline.Talk.ASK;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.gateway.journal.Journal.Admission;
import io.signalbox.gateway.snapshot.KeyLookup;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Calls that are refused before any target is tried. */
class RefusalsTest {
    private static final String OTHER = DataPlaneFixture.keyText("bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb");

    private final DataPlaneFixture gateway = new DataPlaneFixture();
    private final ScriptedProvider provider = new ScriptedProvider(json(200, ANSWER));

    @BeforeEach
    void target() {
        gateway.target("main", "openai", provider.baseUrl());
    }

    @AfterEach
    void close() {
        gateway.close();
        provider.close();
    }

    private void expect(HttpResponse<String> reply, int status, String code) {
        assertThat(reply.statusCode()).isEqualTo(status);
        assertThat(reply.body()).contains("\"code\":\"" + code + "\"").startsWith("{\"error\":{\"message\":");
        assertThat(reply.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(reply.headers().firstValue("x-request-id")).isPresent();
        assertThat(provider.received).isEmpty();
        assertThat(gateway.journal.opened).isEmpty();
    }

    private HttpResponse<String> post(String body) {
        return gateway.start().caller().chat(body);
    }

    @Test
    void a_key_with_a_wrong_checksum_is_refused() {
        HttpResponse<String> reply =
                new Caller(gateway.start().port(), DataPlaneFixture.KEY.replace('a', 'c')).chat(ASK);

        expect(reply, 401, "invalid_api_key");
    }

    @Test
    void an_unknown_key_is_refused_by_a_fresh_snapshot() {
        HttpResponse<String> reply = new Caller(gateway.start().port(), OTHER).chat(ASK);

        expect(reply, 401, "invalid_api_key");
    }

    @Test
    void an_unknown_key_is_not_refused_by_a_stale_snapshot_that_can_ask_nobody() {
        HttpResponse<String> reply = new Caller(gateway.start(false).port(), OTHER).chat(ASK);

        expect(reply, 503, "api_key_not_verifiable");
        assertThat(reply.headers().firstValue("retry-after")).hasValue("1");
    }

    @Test
    void an_unknown_key_is_served_once_somebody_has_vouched_for_it() {
        gateway.fallback = hash -> Mono.just(DataPlaneFixture.known(OTHER));

        HttpResponse<String> reply = new Caller(gateway.start(false).port(), OTHER).chat(ASK);

        assertThat(reply.statusCode()).isEqualTo(200);
    }

    @Test
    void a_key_known_elsewhere_as_revoked_is_refused_as_such() {
        gateway.fallback = hash -> Mono.just(KeyLookup.REVOKED);

        HttpResponse<String> reply = new Caller(gateway.start(false).port(), OTHER).chat(ASK);

        expect(reply, 401, "api_key_revoked");
    }

    @Test
    void a_call_without_a_key_is_refused() {
        HttpResponse<String> reply = new Caller(gateway.start().port(), "").chat(ASK);

        expect(reply, 401, "invalid_api_key");
    }

    @Test
    void a_key_is_found_in_every_header_that_sdks_use() {
        gateway.start();

        for (String header : List.of("x-api-key", "api-key", "x-goog-api-key")) {
            HttpResponse<String> reply = gateway.caller()
                    .send(java.net.http.HttpRequest.newBuilder(
                                    java.net.URI.create("http://127.0.0.1:" + gateway.port() + "/v1/models"))
                            .header(header, DataPlaneFixture.KEY));
            assertThat(reply.statusCode()).as(header).isEqualTo(200);
        }
    }

    @Test
    void one_key_in_several_headers_is_one_key() {
        HttpResponse<String> reply = modelsWith(DataPlaneFixture.KEY);

        assertThat(reply.statusCode()).isEqualTo(200);
    }

    @Test
    void two_different_keys_in_one_call_are_refused() {
        HttpResponse<String> reply = modelsWith(OTHER);

        expect(reply, 401, "conflicting_api_keys");
    }

    private HttpResponse<String> modelsWith(String second) {
        gateway.start();
        return gateway.caller().send(gateway.caller().to("/v1/models").header("x-api-key", second));
    }

    @Test
    void a_key_above_its_rate_is_told_when_to_come_back() {
        gateway.key(OTHER, 2L, List.of()).start();
        Caller caller = new Caller(gateway.port(), OTHER);
        HttpResponse<String> admitted = caller.chat(ASK);
        caller.chat(ASK);

        HttpResponse<String> reply = caller.chat(ASK);

        assertThat(admitted.headers().firstValue("x-ratelimit-remaining-requests"))
                .hasValue("1");
        assertThat(reply.statusCode()).isEqualTo(429);
        assertThat(reply.body()).contains("rate_limit_exceeded");
        assertThat(reply.headers()
                        .firstValue("retry-after")
                        .map(Integer::parseInt)
                        .orElse(0))
                .isBetween(1, 60);
        assertThat(reply.headers().firstValue("x-should-retry")).hasValue("true");
    }

    @Test
    void a_model_the_key_may_not_use_is_refused() {
        gateway.key(OTHER, null, List.of("other/model")).start();

        HttpResponse<String> reply = new Caller(gateway.port(), OTHER).chat(ASK);

        expect(reply, 403, "model_not_allowed");
    }

    @Test
    void an_unknown_model_is_refused_with_names_that_are_close() {
        HttpResponse<String> reply = post("{\"model\":\"smal\",\"messages\":[]}");

        expect(reply, 404, "model_not_found");
        assertThat(reply.body()).contains("main/small").contains("\"param\":\"model\"");
    }

    @Test
    void a_body_that_is_not_json_is_refused_with_the_place() {
        HttpResponse<String> reply = post("{\"model\":\"main/small\",}");

        expect(reply, 400, "invalid_json");
        assertThat(reply.body()).contains("at byte 22");
    }

    @Test
    void a_repeated_field_is_refused_by_name() {
        HttpResponse<String> reply = post("{\"model\":\"main/small\",\"model\":\"x\"}");

        expect(reply, 400, "duplicate_field");
        assertThat(reply.body()).contains("\"param\":\"model\"");
    }

    @Test
    void a_wrong_type_is_refused_by_name() {
        HttpResponse<String> reply = post("{\"model\":\"main/small\",\"stream\":\"yes\"}");

        expect(reply, 400, "invalid_value");
    }

    @Test
    void a_body_announced_as_something_else_is_refused() {
        gateway.start();

        HttpResponse<String> reply = gateway.caller()
                .send(gateway.caller()
                        .to("/v1/chat/completions")
                        .header("content-type", "text/plain")
                        .POST(BodyPublishers.ofString(ASK)));

        expect(reply, 415, "unsupported_media_type");
    }

    @Test
    void a_body_larger_than_allowed_is_refused() {
        HttpResponse<String> reply = post("{\"model\":\"main/small\",\"x\":\"" + "y".repeat(70_000) + "\"}");

        expect(reply, 413, "request_too_large");
    }

    @Test
    void bodies_that_are_too_large_together_wait_for_another_time_and_leave_no_room_taken() {
        gateway.bodiesMax = 1_000;
        String large = "{\"model\":\"main/small\",\"x\":\"" + "y".repeat(2_000) + "\"}";

        HttpResponse<String> reply = post(large);

        expect(reply, 503, "too_many_request_bytes");
        assertThat(reply.headers().firstValue("retry-after")).hasValue("1");
        for (int again = 0; again < 30; again++) {
            assertThat(gateway.caller().chat(ASK).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void nothing_is_served_that_cannot_be_recorded() {
        gateway.journal.admission = Admission.FULL;

        HttpResponse<String> reply = post(ASK);

        expect(reply, 503, "usage_not_recordable");
    }

    @Test
    void an_unknown_path_and_a_wrong_method_are_told_apart() {
        gateway.start();

        HttpResponse<String> path = gateway.caller().send(gateway.caller().to("/v1/nothing"));
        HttpResponse<String> method = gateway.caller().send(gateway.caller().to("/v1/chat/completions"));

        expect(path, 404, "unknown_url");
        expect(method, 405, "method_not_supported");
    }

    @Test
    void models_are_listed_and_found_by_name() {
        gateway.route("fast", DataPlaneFixture.QUICK, 2, "main").start();

        HttpResponse<String> list = gateway.caller().send(gateway.caller().to("/v1/models"));
        HttpResponse<String> one = gateway.caller().send(gateway.caller().to("/v1/models/main/small"));
        HttpResponse<String> encoded = gateway.caller().send(gateway.caller().to("/v1/models/main%2Fsmall"));
        HttpResponse<String> none = gateway.caller().send(gateway.caller().to("/v1/models/other"));

        assertThat(list.body()).contains("\"id\":\"fast\"", "\"id\":\"main/embed\"", "\"id\":\"main/small\"");
        assertThat(one.body()).contains("\"id\":\"main/small\"", "\"owned_by\":\"openai\"");
        assertThat(encoded.body()).isEqualTo(one.body());
        expect(none, 404, "model_not_found");
    }
}
