package io.signalbox.gateway.pipeline;

import static io.signalbox.gateway.pipeline.ScriptedProvider.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.adapter.Operation;
import io.signalbox.contracts.TenantId;
import io.signalbox.gateway.conversation.CallerDialect;
import io.signalbox.testkit.refusal.CommittedTable;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Calls every path of the data plane in every wrong way, in every dialect it is spoken to in, checks that each answer is an
 * error of that dialect and that no provider was called, and compares all of them with the committed table.
 */
class DataPlaneRefusalsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STRANGER = DataPlaneFixture.keyText("sssssssssssssssssssssssssssssssssssssssssss");
    private static final String NARROW = DataPlaneFixture.keyText("nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn");

    private static final String FORM = "multipart/form-data; boundary=b";
    private static final String FORM_FIELD = "--b\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\n";
    private static final String FORM_END = "\r\n--b--\r\n";

    /** A valid body for every path that takes one: a path without its example fails the test. */
    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("POST /v1/chat/completions", Talk.ASK),
            Map.entry("POST /v1/embeddings", "{\"model\":\"main/small\",\"input\":\"hello\"}"),
            Map.entry("POST /v1/completions", "{\"model\":\"main/small\",\"prompt\":\"hello\"}"),
            Map.entry("POST /v1/moderations", "{\"model\":\"main/small\",\"input\":\"hello\"}"),
            Map.entry("POST /v1/rerank", "{\"model\":\"main/small\",\"query\":\"a\",\"documents\":[\"b\"]}"),
            Map.entry("POST /v1/images/generations", "{\"model\":\"main/small\",\"prompt\":\"a fox\"}"),
            Map.entry("POST /v1/audio/speech", "{\"model\":\"main/small\",\"voice\":\"alloy\",\"input\":\"hello\"}"),
            Map.entry("POST /v1/audio/transcriptions", FORM_FIELD + "main/small" + FORM_END),
            Map.entry("POST /v1/responses", "{\"model\":\"main/small\",\"input\":\"hi\"}"),
            Map.entry("POST /v1/messages", Messages.ASK),
            Map.entry("POST /v1/messages/count_tokens", Messages.COUNT));

    /** One thing wrong, and what the caller must be told. */
    private enum Mistake {
        NO_KEY("no key", 401, "invalid_api_key", "authentication_error"),
        WRONG_KEY("wrong key", 401, "invalid_api_key", "authentication_error"),
        TWO_KEYS("two different keys", 401, "conflicting_api_keys", "authentication_error"),
        OTHER_TENANT("other tenant", 404, "model_not_found", "not_found_error"),
        KEY_WITHOUT_MODEL("key not for this model", 403, "model_not_allowed", "permission_error"),
        WRONG_METHOD("wrong method", 405, "method_not_supported", "invalid_request_error"),
        KEEPER_AWAY("the service away that keeps it", 503, "batches_unavailable", "api_error"),
        NEVER_GIVEN_OUT("an id no answer had", 404, "response_not_found", "not_found_error"),
        NOT_JSON("not announced as JSON", 415, "unsupported_media_type", "invalid_request_error"),
        MALFORMED_JSON("malformed JSON", 400, "invalid_json", "invalid_request_error"),
        REPEATED_FIELD("repeated field", 400, "duplicate_field", "invalid_request_error"),
        NOT_A_FORM("not announced as a form", 415, "unsupported_media_type", "invalid_request_error"),
        MALFORMED_FORM("malformed form", 400, "invalid_form", "invalid_request_error"),
        WRONG_TYPE("field of a wrong type", 400, "invalid_value", "invalid_request_error"),
        OVERSIZED_BODY("oversized body", 413, "request_too_large", "request_too_large");

        private final String words;
        private final int status;
        private final String code;
        private final String type;

        Mistake(String words, int status, String code, String type) {
            this.words = words;
            this.status = status;
            this.code = code;
            this.type = type;
        }

        /** What programs know it by: OpenAI's code, Anthropic's type. */
        String knownBy(CallerDialect dialect) {
            return switch (dialect) {
                case OPENAI -> code;
                case ANTHROPIC -> type;
            };
        }
    }

    private final DataPlaneFixture gateway = new DataPlaneFixture();
    private final ScriptedProvider provider = new ScriptedProvider(json(200, Talk.ANSWER));

    @BeforeEach
    void start() {
        gateway.target("main", "openai", provider.baseUrl());
        gateway.key(new TenantId("stranger"), STRANGER, null, List.of());
        gateway.key(NARROW, null, List.of("other/model"));
        gateway.start();
    }

    @AfterEach
    void close() {
        gateway.close();
        provider.close();
    }

    @Test
    void every_path_refuses_every_mistake_in_the_dialect_it_speaks() {
        assertThat(Endpoint.KNOWN.stream()
                        .filter(known -> known.endpoint() instanceof Endpoint.Ask)
                        .map(Endpoint.Known::route)
                        .collect(Collectors.toSet()))
                .as("every path that takes a body has an example")
                .isEqualTo(BODIES.keySet());
        List<String> rows = new ArrayList<>();
        for (Endpoint.Known known : Endpoint.KNOWN) {
            for (CallerDialect dialect : dialects(known)) {
                Arrays.stream(Mistake.values())
                        .filter(mistake -> applies(known, mistake))
                        .forEach(mistake -> rows.add(row(known, mistake, dialect)));
            }
        }
        assertThat(provider.received).as("calls that reached a provider").isEmpty();
        assertThat(gateway.journal.opened).as("attempts written down").isEmpty();
        CommittedTable.compare(
                "gateway-v1",
                "# What the data plane refuses, and how\n\n"
                        + "Written by a test from the paths the gateway really has; nothing of this reaches a provider. Fields "
                        + "that are not\nours are no mistake here: they go through to the provider. Anthropic's errors have a type "
                        + "in the place of a code,\nand name no field; where both dialects are spoken, a call with the header "
                        + "anthropic-version gets Anthropic's.\n\n"
                        + "| path | what is wrong | status | code | field | dialect | message |\n|---|---|---|---|---|---|---|\n"
                        + String.join("\n", rows) + "\n");
    }

    private static List<CallerDialect> dialects(Endpoint.Known known) {
        return switch (known.endpoint()) {
            case Endpoint.Ask ask -> List.of(ask.dialect());
            case Endpoint.Kept kept -> List.of(CallerDialect.OPENAI);
            case Endpoint.Passed passed -> List.of(CallerDialect.OPENAI);
            case Endpoint.ListModels list -> List.of(CallerDialect.values());
            case Endpoint.OneModel one -> List.of(CallerDialect.values());
        };
    }

    private static boolean applies(Endpoint.Known known, Mistake mistake) {
        return switch (mistake) {
            case NO_KEY, WRONG_KEY, TWO_KEYS, WRONG_METHOD -> true;
            case NEVER_GIVEN_OUT -> known.endpoint() instanceof Endpoint.Kept;
            case KEEPER_AWAY -> known.endpoint() instanceof Endpoint.Passed;
            case OTHER_TENANT ->
                known.endpoint() instanceof Endpoint.Ask || known.endpoint() instanceof Endpoint.OneModel;
            case KEY_WITHOUT_MODEL, REPEATED_FIELD, OVERSIZED_BODY -> known.endpoint() instanceof Endpoint.Ask;
            case NOT_JSON, MALFORMED_JSON, WRONG_TYPE -> known.endpoint() instanceof Endpoint.Ask && !takesForm(known);
            case NOT_A_FORM, MALFORMED_FORM -> takesForm(known);
        };
    }

    private static boolean takesForm(Endpoint.Known known) {
        return known.endpoint() instanceof Endpoint.Ask ask && ask.operation() == Operation.TRANSCRIPTIONS;
    }

    private String row(Endpoint.Known known, Mistake mistake, CallerDialect dialect) {
        HttpResponse<String> reply = call(known, mistake, dialect);
        String what = known.route() + " with " + mistake.words;
        JsonNode body = body(reply);
        JsonNode error = body.path("error");
        String requestId = reply.headers().firstValue("x-request-id").orElseThrow();
        assertThat(reply.statusCode()).as(what + ": " + reply.body()).isEqualTo(mistake.status);
        assertThat(error.path("message").asText()).as(what).endsWith(".");
        assertThat(reply.headers().firstValue("content-type")).as(what).hasValue("application/json");
        switch (dialect) {
            case OPENAI -> {
                assertThat(error.path("code").asText()).as(what).isEqualTo(mistake.code);
                assertThat(error.path("type").asText()).as(what).endsWith("_error");
            }
            case ANTHROPIC -> {
                assertThat(error.path("type").asText()).as(what).isEqualTo(mistake.type);
                assertThat(body.path("type").asText()).as(what).isEqualTo("error");
                assertThat(body.path("request_id").asText()).as(what).isEqualTo(requestId);
                assertThat(reply.headers().firstValue("request-id")).as(what).hasValue(requestId);
            }
        }
        String field =
                error.path("param").isTextual() ? "`" + error.path("param").asText() + "`" : "";
        return "| `%s` | %s | %d | `%s` | %s | %s | %s |"
                .formatted(
                        known.route(),
                        mistake.words,
                        mistake.status,
                        mistake.knownBy(dialect),
                        field,
                        dialect.spoken().wire(),
                        error.path("message").asText());
    }

    private HttpResponse<String> call(Endpoint.Known known, Mistake mistake, CallerDialect dialect) {
        String body = BODIES.get(known.route());
        String key = DataPlaneFixture.KEY;
        boolean form = takesForm(known);
        String type = form ? FORM : "application/json";
        String method = known.method().name();
        List<String> headers = new ArrayList<>(headers(dialect));
        switch (mistake) {
            case NO_KEY -> key = "";
            case WRONG_KEY -> key = "sbx_" + "x".repeat(49);
            case TWO_KEYS -> headers.addAll(List.of("x-api-key", STRANGER));
            case OTHER_TENANT -> key = STRANGER;
            case KEY_WITHOUT_MODEL -> key = NARROW;
            case NEVER_GIVEN_OUT, KEEPER_AWAY -> {}
            case WRONG_METHOD -> method = "PUT";
            case NOT_JSON, NOT_A_FORM -> type = "text/plain";
            case MALFORMED_FORM -> body = FORM_FIELD + "main/small";
            case MALFORMED_JSON -> body = "{\"model\": ";
            case REPEATED_FIELD ->
                body = form
                        ? FORM_FIELD + "x\r\n" + body
                        : "{\"model\":\"x\"," + String.valueOf(body).substring(1);
            case WRONG_TYPE -> body = "{\"model\":7}";
            case OVERSIZED_BODY ->
                body = "{\"model\":\"main/small\",\"pad\":\"" + "x".repeat(DataPlaneFixture.BODY_MAX) + "\"}";
        }
        if (body != null) {
            headers.addAll(List.of("content-type", type));
        }
        Caller caller = new Caller(gateway.port(), key);
        HttpRequest.Builder request = caller.to(path(known))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return caller.send(headers.isEmpty() ? request : request.headers(headers.toArray(String[]::new)));
    }

    /** What the dialect's SDKs send with every call. */
    private static List<String> headers(CallerDialect dialect) {
        return switch (dialect) {
            case OPENAI -> List.of();
            case ANTHROPIC -> List.of("anthropic-version", "2023-06-01");
        };
    }

    private static String path(Endpoint.Known known) {
        boolean passed = known.endpoint() instanceof Endpoint.Passed;
        return "/"
                + known.path()
                        .replace("{id}", passed ? "file-68af4030592c81938ec0a5fbab4a3e9f" : "main/small")
                        .replace("{response}", "resp_68af4030592c81938ec0a5fbab4a3e9f");
    }

    private static JsonNode body(HttpResponse<String> reply) {
        try {
            return JSON.readTree(reply.body());
        } catch (IOException e) {
            throw new AssertionError(reply.body(), e);
        }
    }
}
