package io.signalbox.gateway.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.simulator.Settings;
import io.signalbox.simulator.SimulatedProvider;
import io.signalbox.simulator.fault.FaultKind;
import io.signalbox.simulator.fault.FaultRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What single providers do differently, each played as strictly as it is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProviderMannersTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> PLAYED = List.of(
            "openai",
            "azure",
            "mistral",
            "deepseek",
            "groq",
            "openrouter",
            "together",
            "siliconflow",
            "vllm",
            "ollama",
            "cohere",
            "jina",
            "gemini");

    private final DataPlaneFixture gateway = new DataPlaneFixture();
    private SimulatedProvider provider;

    @BeforeAll
    void start() throws IOException {
        Settings settings = Settings.local().withKey("azure", "sk-versioned");
        for (String type : PLAYED) {
            settings = settings.withKey(type, "sk-" + type);
        }
        provider = SimulatedProvider.start(settings);
        for (String type : PLAYED) {
            provider.models(type).add("small");
            provider.models(type).add("embed");
            gateway.target(type, type, provider.baseUrl(type));
        }
        provider.models("azure").add("my deployment");
        gateway.target(
                        "versioned",
                        "azure",
                        provider.baseUrl("azure"),
                        Map.of("apiVersion", "2024-10-21", "deployments", Map.of("small", "my deployment")))
                .route("mistral-or-openai", DataPlaneFixture.QUICK, 2, "mistral", "openai")
                .start();
    }

    @AfterEach
    void noFaults() {
        provider.faults().clear();
    }

    @AfterAll
    void close() throws IOException {
        gateway.close();
        provider.close();
    }

    private HttpResponse<String> ask(String model, String content, String more) {
        return gateway.caller()
                .chat("{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"" + content + "\"}]"
                        + more + "}");
    }

    private HttpResponse<String> messages(String type, String content, String more) {
        return gateway.caller()
                .send(gateway.caller()
                        .post(
                                "/v1/messages",
                                "{\"model\":\"" + type + "/small\",\"max_tokens\":99,\"messages\":[" + content + "]"
                                        + more + "}"));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** A target of this type that no other test has failed at. */
    private String freshTarget(String type, FaultKind fault) {
        String name = type + "-" + fault.wireName();
        provider.keys().add(type, "sk-" + name);
        gateway.target(name, type, provider.baseUrl(type)).compile(true);
        provider.faults().add(FaultRule.forever(fault));
        return name + "/small";
    }

    /** What the provider was sent last. */
    private JsonNode sent() {
        return json(provider.requests().last(1).getFirst().body());
    }

    private @Nullable FailureKind failure() {
        return gateway.closed(provider.tally().entries().size())
                .getLast()
                .closing()
                .failure();
    }

    @Test
    void mistral_is_never_asked_for_the_usage_of_a_stream() {
        HttpResponse<String> reply = ask(
                "mistral/small",
                "hi",
                ",\"stream\":true,\"stream_options\":{\"include_usage\":true},\"user\":\"ada\",\"seed\":7,\"max_completion_tokens\":5");

        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(sent().has("stream_options")).isFalse();
        assertThat(sent().has("user")).isFalse();
        assertThat(sent().path("random_seed").asInt()).isEqualTo(7);
        assertThat(sent().path("max_tokens").asInt()).isEqualTo(5);
        assertThat(reply.body()).contains("\"usage\":{\"prompt_tokens\"").contains("\"finish_reason\":\"length\"");
    }

    @Test
    void a_field_that_only_repeats_its_default_is_taken_out_where_it_is_not_known() {
        HttpResponse<String> reply =
                ask("mistral/small", "hi", ",\"logprobs\":false,\"store\":false,\"metadata\":null");

        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(sent().properties()).extracting(Map.Entry::getKey).containsExactly("model", "messages");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mistral|\"logprobs\":true|'logprobs'",
                "mistral|\"logit_bias\":{\"1\":2}|'logit_bias'",
                "deepseek|\"n\":2|'n'",
                "deepseek|\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a\",\"schema\":{}}}|'response_format' of type 'json_schema'",
                "groq|\"logprobs\":true,\"top_logprobs\":2|'logprobs'",
                "ollama|\"tool_choice\":\"required\"|a tool that must be called",
                "ollama|\"n\":2|'n'",
                "cohere|\"temperature\":1.5|'temperature'",
                "cohere|\"response_format\":{\"type\":\"json_object\"},\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]|'response_format' beside tools",
                "cohere|\"reasoning_effort\":\"low\"|'reasoning_effort'"
            })
    void what_a_provider_cannot_do_is_refused_by_name_and_not_sent(String type, String field, String named) {
        int before = provider.tally().entries().size();

        HttpResponse<String> reply = ask(type + "/small", "hi", "," + field);

        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(400);
        assertThat(reply.body()).contains("unsupported_parameter").contains(named);
        assertThat(provider.tally().entries()).hasSize(before);
    }

    @Test
    void what_one_target_of_a_route_cannot_do_another_does() {
        HttpResponse<String> reply = ask("mistral-or-openai", "hi", ",\"logprobs\":true");

        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(provider.tally().entries().getLast().dialect()).isEqualTo("openai");
    }

    @Test
    void a_tool_call_of_another_provider_gets_an_id_that_mistral_takes() {
        HttpResponse<String> reply = gateway.caller().chat("""
                {"model":"mistral/small","messages":[{"role":"user","content":"weather?"},
                 {"role":"assistant","content":null,"tool_calls":[{"id":"call_01ABCDEFGHIJKL","type":"function","function":{"name":"weather","arguments":"{}"}},
                  {"id":"aB3dE6gH9","type":"function","function":{"name":"clock","arguments":"{}"}}]},
                 {"role":"tool","tool_call_id":"call_01ABCDEFGHIJKL","content":"rain"},{"role":"tool","tool_call_id":"aB3dE6gH9","content":"noon"}]}""");

        JsonNode sent = sent().path("messages");
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(sent.at("/1/tool_calls/0/id").asText())
                .matches("[A-Za-z0-9]{9}")
                .isEqualTo(sent.at("/2/tool_call_id").asText());
        assertThat(sent.at("/1/tool_calls/1/id").asText()).isEqualTo("aB3dE6gH9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deepseek", "groq", "openrouter", "siliconflow", "vllm", "ollama", "cohere"})
    void thoughts_are_told_to_callers_of_either_format(String type) {
        String wish = "hi [[sim reasoning=6 output=9]]";

        JsonNode whole = json(messages(type, "{\"role\":\"user\",\"content\":\"" + wish + "\"}", "")
                .body());
        String streamed = ask(type + "/small", wish, ",\"stream\":true").body();

        assertThat(whole.at("/content/0/thinking").asText()).isEqualTo("The box thinks before it speaks.");
        assertThat(streamed).contains("The box thinks before it speaks.").contains("You");
    }

    @Test
    void deepseek_gets_the_thoughts_back_that_led_to_a_tool_call() {
        HttpResponse<String> reply = messages(
                "deepseek",
                "{\"role\":\"user\",\"content\":\"weather?\"},{\"role\":\"assistant\",\"content\":["
                        + "{\"type\":\"thinking\",\"thinking\":\"ask the tool\",\"signature\":\"\"},"
                        + "{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"weather\",\"input\":{}}]},"
                        + "{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"t1\",\"content\":\"rain\"}]}",
                "");

        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(sent().at("/messages/1/reasoning_content").asText()).isEqualTo("ask the tool");
    }

    @ParameterizedTest
    @CsvSource({
        "mistral,UNPROCESSABLE,INVALID_REQUEST",
        "mistral,UNAUTHORIZED,CREDENTIAL_REFUSED",
        "deepseek,PAYMENT_REQUIRED,QUOTA_EXHAUSTED",
        "groq,OVERLOADED,OVERLOADED",
        "openrouter,CONTENT_FILTER,CONTENT_FILTERED",
        "openrouter,PAYMENT_REQUIRED,QUOTA_EXHAUSTED",
        "siliconflow,UNAVAILABLE,OVERLOADED",
        "vllm,CONTEXT_LENGTH,CONTEXT_OVERFLOW",
        "azure,CONTENT_FILTER,CONTENT_FILTERED",
        "azure,RATE_LIMITED,RATE_LIMITED",
        "azure,MODEL_NOT_FOUND,MODEL_NOT_FOUND",
        "ollama,MODEL_NOT_FOUND,MODEL_NOT_FOUND",
        "ollama,UNAVAILABLE,OVERLOADED",
        "cohere,RATE_LIMITED,RATE_LIMITED",
        "cohere,MODEL_NOT_FOUND,MODEL_NOT_FOUND"
    })
    void an_error_in_a_providers_own_shape_is_understood(String type, FaultKind fault, FailureKind kind) {
        String target = freshTarget(type, fault);

        HttpResponse<String> reply = ask(target, "hi", "");

        assertThat(reply.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(failure()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "ollama,MISSING_TERMINATOR,STREAM_TRUNCATED",
        "ollama,ERROR_EVENT_MID,PROVIDER_ERROR",
        "ollama,MALFORMED_CHUNK,MALFORMED_ANSWER",
        "cohere,MISSING_TERMINATOR,STREAM_TRUNCATED",
        "cohere,ERROR_EVENT_MID,PROVIDER_ERROR",
        "cohere,MALFORMED_CHUNK,MALFORMED_ANSWER",
        "azure,MISSING_TERMINATOR,STREAM_TRUNCATED"
    })
    void a_stream_that_breaks_is_no_success(String type, FaultKind fault, FailureKind kind) {
        String target = freshTarget(type, fault);

        HttpResponse<String> reply = ask(target, "hi [[sim output=9]]", ",\"stream\":true");

        assertThat(reply.body()).contains("data: {\"error\":{").doesNotContain("[DONE]");
        assertThat(failure()).isEqualTo(kind);
    }

    @Test
    void a_deployment_with_a_version_stands_in_the_path_under_its_own_name() {
        HttpResponse<String> reply = ask("versioned/small", "hi", ",\"stream\":true");

        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(provider.requests().last(1).getFirst()).satisfies(received -> {
            assertThat(received.path()).isEqualTo("/azure/openai/deployments/my%20deployment/chat/completions");
            assertThat(received.query()).isEqualTo("api-version=2024-10-21");
        });
        assertThat(reply.body()).contains("prompt_filter_results").endsWith("data: [DONE]\n\n");
    }

    @Test
    void azure_without_versions_gets_the_deployment_in_the_body() {
        HttpResponse<String> reply = ask("azure/small", "hi", "");

        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(provider.requests().last(1).getFirst().path()).isEqualTo("/azure/openai/v1/chat/completions");
    }

    @Test
    void ollama_is_asked_in_its_own_words() {
        HttpResponse<String> reply = gateway.caller().chat("""
                {"model":"ollama/small","max_tokens":7,"temperature":0.5,"stop":"X","seed":3,"reasoning_effort":"low",
                 "response_format":{"type":"json_schema","json_schema":{"name":"a","schema":{"type":"object"}}},
                 "messages":[{"role":"user","content":[{"type":"text","text":"what?"},{"type":"image_url","image_url":{"url":"data:image/png;base64,aGk="}}]}]}""");

        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(sent()).isEqualTo(json("""
                {"model":"small","stream":false,"messages":[{"role":"user","content":"what?","images":["aGk="]}],
                 "format":{"type":"object"},"think":"low","options":{"seed":3,"num_predict":7,"temperature":0.5,"stop":["X"]}}"""));
    }

    @Test
    void cohere_is_asked_in_its_own_words() {
        HttpResponse<String> reply = gateway.caller().chat("""
                {"model":"cohere/small","max_tokens":50,"temperature":0.5,"top_p":1,"stop":["X"],"seed":3,"tool_choice":"required","reasoning_effort":"none",
                 "tools":[{"type":"function","function":{"name":"clock","parameters":{"type":"object"}}}],
                 "messages":[{"role":"user","content":"time?"}]}""");

        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(sent()).isEqualTo(json("""
                {"model":"small","stream":false,"messages":[{"role":"user","content":[{"type":"text","text":"time?"}]}],
                 "max_tokens":50,"temperature":0.5,"stop_sequences":["X"],"seed":3,
                 "tools":[{"type":"function","function":{"name":"clock","parameters":{"type":"object"}}}],
                 "tool_choice":"REQUIRED","thinking":{"type":"disabled"}}"""));
        assertThat(json(reply.body())
                        .at("/choices/0/message/tool_calls/0/function/arguments")
                        .asText())
                .isEqualTo("{}");
    }

    @Test
    void jina_knows_the_form_of_vectors_by_another_name() {
        HttpResponse<String> reply = gateway.caller()
                .send(
                        gateway.caller()
                                .post(
                                        "/v1/embeddings",
                                        "{\"model\":\"jina/embed\",\"input\":[\"a\"],\"encoding_format\":\"base64\",\"user\":\"ada\"}"));

        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(sent()).isEqualTo(json("{\"model\":\"embed\",\"input\":[\"a\"],\"embedding_type\":\"base64\"}"));
    }

    @ParameterizedTest
    @CsvSource({"ollama", "cohere", "gemini"})
    void vectors_are_the_same_as_numbers_and_as_bytes(String type) {
        String asked = "{\"model\":\"" + type + "/embed\",\"input\":\"a b\",\"dimensions\":3";

        JsonNode numbers = json(gateway.caller()
                .send(gateway.caller().post("/v1/embeddings", asked + "}"))
                .body());
        JsonNode bytes = json(gateway.caller()
                .send(gateway.caller().post("/v1/embeddings", asked + ",\"encoding_format\":\"base64\"}"))
                .body());

        byte[] floats = Base64.getDecoder().decode(bytes.at("/data/0/embedding").asText());
        ByteBuffer read = ByteBuffer.wrap(floats).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(numbers.at("/data/0/embedding"))
                .hasSize(3)
                .allSatisfy(number -> assertThat(number.floatValue()).isEqualTo(read.getFloat()));
    }

    @Test
    void what_a_provider_does_not_count_is_estimated_without_any_output() {
        gateway.caller()
                .send(gateway.caller()
                        .post("/v1/embeddings", "{\"model\":\"gemini/embed\",\"input\":\"a text of some length\"}"));

        assertThat(gateway.closed(provider.tally().entries().size()).getLast().closing())
                .satisfies(closing -> {
                    assertThat(closing.estimated()).isTrue();
                    assertThat(closing.meters()).containsOnlyKeys("input_tokens");
                });
    }

    @Test
    void tokens_as_numbers_are_refused_where_only_texts_are_embedded() {
        HttpResponse<String> reply = gateway.caller()
                .send(gateway.caller().post("/v1/embeddings", "{\"model\":\"ollama/embed\",\"input\":[1,2]}"));

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("unsupported_parameter").contains("'input'");
    }
}
