package io.signalbox.adapter.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.adapter.Connection;
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
import org.junit.jupiter.api.Test;

class OpenAiAdapterTest extends ProviderAdapterContract {
    private final OpenAiAdapter adapter = new OpenAiAdapter(InstantSource.fixed(NOW));

    @Override
    protected ProviderAdapter adapter() {
        return adapter;
    }

    @Test
    void organisation_project_and_further_headers_go_with_every_call() {
        Connection connection =
                with(Map.of("organizationId", "org-1", "projectId", "proj-1", "headers", Map.of("X-Team", "blue")));
        Map<String, String> headers =
                Map.of("OpenAI-Organization", "org-1", "OpenAI-Project", "proj-1", "X-Team", "blue");

        assertThat(adapter.upstreamCall(Operation.CHAT, connection, "m", true).headers())
                .isEqualTo(headers);
        assertThat(adapter.modelListing().first(connection).headers()).isEqualTo(headers);
        assertThat(adapter.probe().call(connection).headers()).isEqualTo(headers);
    }

    @Test
    void operations_go_to_their_own_paths() {
        assertThat(adapter.upstreamCall(Operation.CHAT, with(Map.of()), "m", false)
                        .path())
                .isEqualTo("/chat/completions");
        assertThat(adapter.upstreamCall(Operation.EMBEDDINGS, with(Map.of()), "m", false)
                        .path())
                .isEqualTo("/embeddings");
    }

    @Test
    void a_server_with_a_public_list_is_probed_where_its_configuration_says() {
        assertThat(adapter.probe().call(with(Map.of("probePath", "/key"))).path())
                .isEqualTo("/key");
        assertThat(adapter.probe().call(with(Map.of())).path()).isEqualTo("/models");
    }

    @Test
    void settings_become_body_fields_in_the_providers_words_and_win_over_open_parameters() {
        Connection connection = with(Map.of(
                "temperature",
                0.2,
                "maxTokens",
                100,
                "topP",
                0.9,
                "frequencyPenalty",
                1,
                "presencePenalty",
                -1,
                "seed",
                7,
                "parameters",
                Map.of("verbosity", "low", "seed", 1)));

        assertThat(adapter.defaults(Operation.CHAT, connection))
                .isEqualTo(Map.of(
                        "temperature",
                        0.2,
                        "max_completion_tokens",
                        100,
                        "top_p",
                        0.9,
                        "frequency_penalty",
                        1,
                        "presence_penalty",
                        -1,
                        "seed",
                        7,
                        "verbosity",
                        "low"));
        assertThat(adapter.defaults(Operation.EMBEDDINGS, connection)).isEmpty();
    }

    @Test
    void the_older_name_of_the_output_limit_is_a_setting() {
        Connection connection = with(Map.of("maxTokens", 100, "maxTokensField", "max_tokens"));

        assertThat(adapter.defaults(Operation.CHAT, connection)).isEqualTo(Map.of("max_tokens", 100));
    }

    @Test
    void a_listed_model_tells_what_its_server_knows() {
        ListedModel model = list("""
                {"data":[{"id":"llama-big","object":"model","created":1733447754,"owned_by":"Meta","active":true,
                 "context_window":131072,"max_completion_tokens":32768}]}""").getFirst();

        assertThat(model.fields())
                .isEqualTo(Map.of(
                        "id", "llama-big", "object", "model", "created", "2024-12-06T01:15:54Z", "owned_by", "Meta"));
        assertThat(model.facts().contextWindow()).isEqualTo(131072);
        assertThat(model.facts().maxOutputTokens()).isEqualTo(32768);
        assertThat(model.facts().deprecated()).isFalse();
    }

    @Test
    void types_follow_the_ids_where_the_list_names_none() {
        List<ListedModel> models = list("""
                [{"id":"text-embedding-3-small"},{"id":"bge-reranker-v2"},{"id":"whisper-1"},{"id":"gpt-4o-mini-tts"},
                 {"id":"gpt-image-1"},{"id":"omni-moderation-latest"},{"id":"gpt-5.4"}]""");

        assertThat(models)
                .extracting(model -> model.facts().type())
                .containsExactly(
                        ModelType.EMBEDDING,
                        ModelType.RERANK,
                        ModelType.SPEECH_TO_TEXT,
                        ModelType.TTS,
                        ModelType.IMAGE,
                        ModelType.MODERATION,
                        ModelType.LLM);
    }

    @Test
    void a_model_with_an_end_is_deprecated() {
        assertThat(list("""
                [{"id":"old","shutdown_date":"2027-01-31"}]""").getFirst()).satisfies(model -> {
            assertThat(model.facts().deprecated()).isTrue();
            assertThat(model.fields()).containsEntry("shutdown_date", "2027-01-31T00:00:00Z");
        });
    }

    private List<ListedModel> list(String body) {
        return adapter.modelListing()
                .read(
                        HttpCall.get("/models"),
                        new HttpReply(200, HeaderLookup.none(), body.getBytes(StandardCharsets.UTF_8)))
                .models();
    }

    private static Connection with(Map<String, Object> settings) {
        return new Connection(URI.create("https://provider.example/v1"), Map.of(), settings);
    }
}
