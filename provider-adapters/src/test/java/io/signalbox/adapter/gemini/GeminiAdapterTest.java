package io.signalbox.adapter.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.adapter.Connection;
import io.signalbox.adapter.Failure;
import io.signalbox.adapter.HeaderLookup;
import io.signalbox.adapter.HttpCall;
import io.signalbox.adapter.HttpReply;
import io.signalbox.adapter.ListedModel;
import io.signalbox.adapter.Operation;
import io.signalbox.adapter.ProviderAdapter;
import io.signalbox.adapter.ProviderAdapterContract;
import io.signalbox.contracts.ModelType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeminiAdapterTest extends ProviderAdapterContract {
    private final GeminiAdapter adapter = new GeminiAdapter(InstantSource.fixed(NOW), () -> "id");

    @Override
    protected ProviderAdapter adapter() {
        return adapter;
    }

    @ParameterizedTest
    @CsvSource({
        "gemini-2.5-flash,/models/gemini-2.5-flash",
        "models/gemini-2.5-flash,/models/gemini-2.5-flash",
        "tunedModels/mine-1,/tunedModels/mine-1",
        "a b,/models/a%20b",
        "../files/x:delete?,/models/..%2Ffiles%2Fx%3Adelete%3F"
    })
    void the_model_stands_in_the_path_and_cannot_lead_elsewhere(String model, String path) {
        assertThat(path(model, false)).isEqualTo(path + ":generateContent");
        assertThat(path(model, true)).isEqualTo(path + ":streamGenerateContent?alt=sse");
    }

    @Test
    void further_headers_go_with_every_call() {
        Connection connection = with(Map.of("headers", Map.of("X-Team", "blue")));

        assertThat(adapter.upstreamCall(Operation.CHAT, connection, "m", true).headers())
                .isEqualTo(Map.of("X-Team", "blue"));
        assertThat(adapter.modelListing().first(connection).headers()).isEqualTo(Map.of("X-Team", "blue"));
        assertThat(adapter.probe().call(connection).headers()).isEqualTo(Map.of("X-Team", "blue"));
    }

    @Test
    void the_probe_asks_for_one_model() {
        assertThat(adapter.probe().call(with(Map.of())).path()).isEqualTo("/models?pageSize=1");
    }

    @Test
    void a_safety_threshold_is_one_for_every_kind_of_harm() {
        Map<String, Object> body = adapter.defaults(
                Operation.CHAT,
                with(Map.of(
                        "safetyThreshold",
                        "BLOCK_ONLY_HIGH",
                        "parameters",
                        Map.of("cachedContent", "cachedContents/x"))));

        assertThat(body).containsEntry("cachedContent", "cachedContents/x").containsKey("safetySettings");
        assertThat(body.get("safetySettings"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(4)
                .contains(Map.of("category", "HARM_CATEGORY_HATE_SPEECH", "threshold", "BLOCK_ONLY_HIGH"));
        assertThat(adapter.defaults(Operation.CHAT, with(Map.of()))).isEmpty();
    }

    @Test
    void a_listed_model_is_read_into_columns_and_facts() {
        ListedModel model = list("""
                {"name":"models/gemini-2.5-flash","displayName":"Gemini 2.5 Flash","inputTokenLimit":1048576,
                 "outputTokenLimit":65536,"supportedGenerationMethods":["generateContent","countTokens"],
                 "topP":0.95,"topK":64,"maxTemperature":2,"thinking":true}""");

        assertThat(model.modelId()).isEqualTo("gemini-2.5-flash");
        assertThat(model.fields())
                .containsEntry("id", "models/gemini-2.5-flash")
                .containsEntry("input_token_limit", 1_048_576L)
                .containsEntry("supported_generation_methods", List.of("generateContent", "countTokens"))
                .containsEntry("top_p", "0.95")
                .containsEntry("top_k", 64L)
                .containsEntry("thinking", true)
                .doesNotContainKey("base_model_id");
        assertThat(model.facts().type()).isEqualTo(ModelType.LLM);
        assertThat(model.facts().displayName()).isEqualTo("Gemini 2.5 Flash");
        assertThat(model.facts().contextWindow()).isEqualTo(1_048_576);
        assertThat(model.facts().maxOutputTokens()).isEqualTo(65_536);
        assertThat(model.facts().inputModalities()).contains("text", "image");
        assertThat(model.facts().features()).contains("tools", "vision", "streaming", "reasoning");
    }

    @ParameterizedTest
    @CsvSource({
        "gemini-embedding-001,embedContent,EMBEDDING",
        "gemini-2.5-flash-preview-tts,generateContent,TTS",
        "gemini-3.1-flash-image,generateContent,IMAGE",
        "imagen-4.0-generate-001,predict,IMAGE",
        "veo-3.0-generate-001,predictLongRunning,IMAGE",
        "gemma-3-27b-it,generateContent,LLM",
        "gemini-2.5-flash-live,bidiGenerateContent,LLM"
    })
    void types_follow_the_methods_and_the_name(String id, String method, ModelType type) {
        ListedModel model =
                list("{\"name\":\"models/" + id + "\",\"supportedGenerationMethods\":[\"" + method + "\"]}");

        assertThat(model.facts().type()).isEqualTo(type);
    }

    @Test
    void a_failure_has_the_most_specific_code_there_is() {
        Failure reasoned =
                fail("{'error':{'code':400,'status':'INVALID_ARGUMENT','details':[{'reason':'API_KEY_INVALID'}]}}");
        Failure plain = fail("{'error':{'code':400,'status':'INVALID_ARGUMENT'}}");

        assertThat(reasoned.code()).isEqualTo("API_KEY_INVALID");
        assertThat(plain.code()).isEqualTo("INVALID_ARGUMENT");
    }

    private Failure fail(String body) {
        return adapter.failures()
                .read(400, HeaderLookup.none(), body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private String path(String model, boolean streamed) {
        return adapter.upstreamCall(Operation.CHAT, with(Map.of()), model, streamed)
                .path();
    }

    private ListedModel list(String entry) {
        byte[] body = ("{\"models\":[" + entry + "]}").getBytes(StandardCharsets.UTF_8);
        return adapter.modelListing()
                .read(HttpCall.get("/"), new HttpReply(200, HeaderLookup.none(), body))
                .models()
                .getFirst();
    }

    private static Connection with(Map<String, Object> settings) {
        return new Connection(URI.create("https://provider.example/v1beta"), Map.of(), settings);
    }
}
