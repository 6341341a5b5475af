package io.signalbox.gateway.pipeline;

import static io.signalbox.gateway.pipeline.ScriptedProvider.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.gateway.journal.Journal.Admission;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a caller that speaks Anthropic's format is told when it gets no answer, and which models it may name. */
class MessagesErrorsTest {
    private static final String OTHER = DataPlaneFixture.keyText("bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb");

    private final DataPlaneFixture gateway = new DataPlaneFixture();
    private ScriptedProvider provider = new ScriptedProvider(json(200, Messages.ANSWER));

    @AfterEach
    void close() {
        gateway.close();
        provider.close();
    }

    private void failing(String type, int status, String body) {
        provider.close();
        provider = new ScriptedProvider(json(status, body));
        gateway.target("main", type, provider.baseUrl())
                .route("once", DataPlaneFixture.QUICK, 1, "main")
                .start();
    }

    private HttpResponse<String> ask(String model) {
        return gateway.caller().message(Messages.ASK.replace("main/small", model));
    }

    private static void expect(HttpResponse<String> reply, int status, String type) {
        JsonNode body = Messages.json(reply.body());
        assertThat(reply.statusCode()).isEqualTo(status);
        assertThat(body.path("type").asText()).isEqualTo("error");
        assertThat(body.at("/error/type").asText()).isEqualTo(type);
        assertThat(body.at("/error/message").asText()).isNotBlank();
        assertThat(reply.headers().firstValue("request-id"))
                .hasValue(body.path("request_id").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_request_error, 400, invalid_request_error, false",
        "401, authentication_error, 502, api_error, false",
        "403, permission_error, 502, api_error, false",
        "404, not_found_error, 404, not_found_error, false",
        "413, request_too_large, 413, request_too_large, false",
        "429, rate_limit_error, 429, rate_limit_error, true",
        "500, api_error, 502, api_error, true",
        "504, timeout_error, 504, timeout_error, true",
        "529, overloaded_error, 529, overloaded_error, true"
    })
    void a_providers_error_is_told_without_blaming_the_caller_for_what_is_not_its_own(
            int said, String type, int status, String told, boolean retry) {
        failing("anthropic", said, Messages.error(type, "so it is"));

        HttpResponse<String> reply = ask("once");

        expect(reply, status, told);
        assertThat(reply.headers().firstValue("x-should-retry")).hasValue(Boolean.toString(retry));
        assertThat(reply.headers().firstValue("retry-after").isPresent()).isEqualTo(retry);
    }

    @ParameterizedTest
    @CsvSource({
        "400, context_length_exceeded, 400, invalid_request_error",
        "401, invalid_api_key, 502, api_error",
        "429, rate_limit_exceeded, 429, rate_limit_error",
        "429, insufficient_quota, 429, rate_limit_error",
        "503, server_is_overloaded, 529, overloaded_error"
    })
    void an_error_in_another_dialect_is_told_in_the_callers(int said, String code, int status, String told) {
        failing("openai", said, Talk.error(code, "x", "so it is"));

        HttpResponse<String> reply = ask("once");

        expect(reply, status, told);
    }

    @Test
    void a_key_above_its_rate_is_told_when_to_come_back() {
        gateway.target("main", "anthropic", provider.baseUrl())
                .key(OTHER, 1L, List.of())
                .start();
        Caller caller = new Caller(gateway.port(), OTHER);
        caller.message(Messages.ASK);

        HttpResponse<String> reply = caller.message(Messages.ASK);

        expect(reply, 429, "rate_limit_error");
        assertThat(reply.headers()
                        .firstValue("retry-after")
                        .map(Integer::parseInt)
                        .orElse(0))
                .isBetween(40, 60);
    }

    @Test
    void what_cannot_be_recorded_is_an_overload() {
        gateway.journal.admission = Admission.FULL;
        gateway.target("main", "anthropic", provider.baseUrl()).start();

        HttpResponse<String> reply = ask("main/small");

        expect(reply, 503, "overloaded_error");
        assertThat(reply.headers().firstValue("retry-after")).hasValue("1");
    }

    @Test
    void what_there_is_not_below_the_messages_is_told_in_their_dialect() {
        gateway.start();

        HttpResponse<String> reply = gateway.caller().send(gateway.caller().post("/v1/messages/batches", "{}"));

        expect(reply, 404, "not_found_error");
    }

    @Test
    void models_are_listed_as_this_dialects_sdks_read_them() {
        gateway.target("main", "anthropic", provider.baseUrl()).start();

        HttpResponse<String> list = models("");
        HttpResponse<String> one = models("/main%2Fsmall");
        HttpResponse<String> none = models("/other");

        JsonNode page = Messages.json(list.body());
        assertThat(page.path("has_more").booleanValue()).isFalse();
        assertThat(page.path("first_id").asText()).isEqualTo("main/embed");
        assertThat(page.path("last_id").asText()).isEqualTo("main/small");
        assertThat(page.path("data"))
                .contains(Messages.json("{\"type\":\"model\",\"id\":\"main/small\",\"display_name\":\"main/small\","
                        + "\"created_at\":\"1970-01-01T00:00:00Z\"}"));
        assertThat(Messages.json(one.body())).isEqualTo(page.at("/data/1"));
        expect(none, 404, "not_found_error");
    }

    private HttpResponse<String> models(String path) {
        return gateway.caller()
                .send(gateway.caller().to("/v1/models" + path).header("anthropic-version", "2023-06-01"));
    }
}
