package io.signalbox.adapter.anthropic;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnthropicAdapterTest extends ProviderAdapterContract {
    private final AnthropicAdapter adapter = new AnthropicAdapter(InstantSource.fixed(NOW));

    @Override
    protected ProviderAdapter adapter() {
        return adapter;
    }

    @Test
    void every_call_names_the_version_of_the_interface() {
        Map<String, String> headers = Map.of("anthropic-version", "2023-06-01");

        assertThat(adapter.upstreamCall(Operation.CHAT, with(Map.of()), "m", true)
                        .headers())
                .isEqualTo(headers);
        assertThat(adapter.modelListing().first(with(Map.of())).headers()).isEqualTo(headers);
        assertThat(adapter.probe().call(with(Map.of())).headers()).isEqualTo(headers);
    }

    @Test
    void version_betas_and_workspace_are_settings() {
        Connection connection = with(
                Map.of("anthropicVersion", "2027-01-01", "anthropicBeta", List.of("a-1", "b-2"), "workspaceId", "ws"));

        assertThat(adapter.upstreamCall(Operation.CHAT, connection, "m", true).headers())
                .isEqualTo(Map.of(
                        "anthropic-version",
                        "2027-01-01",
                        "anthropic-beta",
                        "a-1,b-2",
                        "anthropic-workspace-id",
                        "ws"));
    }

    @Test
    void messages_go_below_an_address_without_a_version() {
        assertThat(adapter.upstreamCall(Operation.CHAT, with(Map.of()), "m", true)
                        .path())
                .isEqualTo("/v1/messages");
    }

    @Test
    void a_count_is_asked_for_beside_the_messages_and_takes_no_defaults() {
        Connection connection = with(Map.of("maxTokens", 100));

        assertThat(adapter.upstreamCall(Operation.COUNT_TOKENS, connection, "m", false)
                        .path())
                .isEqualTo("/v1/messages/count_tokens");
        assertThat(adapter.defaults(Operation.COUNT_TOKENS, connection)).isEmpty();
    }

    @Test
    void settings_become_body_fields_in_the_providers_words() {
        Connection connection = with(Map.of(
                "temperature",
                0.2,
                "maxTokens",
                100,
                "topP",
                0.9,
                "topK",
                4,
                "serviceTier",
                "auto",
                "parameters",
                Map.of("inference_geo", "eu")));

        assertThat(adapter.defaults(Operation.CHAT, connection))
                .isEqualTo(Map.of(
                        "temperature",
                        0.2,
                        "max_tokens",
                        100,
                        "top_p",
                        0.9,
                        "top_k",
                        4,
                        "service_tier",
                        "auto",
                        "inference_geo",
                        "eu"));
    }

    @Test
    void a_listed_model_is_read_into_columns_and_facts() {
        ListedModel model = list("""
                {"data":[{"type":"model","id":"c","display_name":"C","created_at":"2026-06-30T02:00:00+02:00",
                 "max_input_tokens":1000000,"max_tokens":128000,"capabilities":{"image_input":{"supported":true},
                 "structured_outputs":{"supported":false},"thinking":{"supported":true,"types":{"adaptive":{"supported":true}}}}}]}""");

        assertThat(model.fields())
                .containsEntry("created_at", "2026-06-30T00:00:00Z")
                .containsEntry("max_input_tokens", 1_000_000L)
                .containsEntry("image_input", true)
                .containsEntry("structured_outputs", false)
                .containsEntry("thinking_adaptive", true)
                .doesNotContainKey("effort");
        assertThat(model.facts().type()).isEqualTo(ModelType.LLM);
        assertThat(model.facts().contextWindow()).isEqualTo(1_000_000);
        assertThat(model.facts().maxOutputTokens()).isEqualTo(128_000);
        assertThat(model.facts().inputModalities()).containsExactly("text", "image");
        assertThat(model.facts().features()).containsExactly("tools", "streaming", "vision", "reasoning");
    }

    @ParameterizedTest
    @CsvSource({
        "claude-3-7-sonnet-20250219, true",
        "claude-opus-4-20250514, true",
        "claude-opus-4-1-20250805, true",
        "claude-haiku-4-5, true",
        "claude-opus-4-7, false",
        "claude-opus-4-8, false",
        "claude-sonnet-5, false",
        "claude-fable-5-1, false",
        "something-new, false"
    })
    void a_model_is_only_expected_to_continue_a_partial_answer_where_that_is_known(String id, boolean continues) {
        ListedModel model = list("{\"data\":[{\"type\":\"model\",\"id\":\"" + id + "\",\"display_name\":\"x\"}]}");

        assertThat(model.facts().features().contains("continuation")).isEqualTo(continues);
    }

    private ListedModel list(String body) {
        return adapter.modelListing()
                .read(HttpCall.get("/"), new HttpReply(200, HeaderLookup.none(), body.getBytes(StandardCharsets.UTF_8)))
                .models()
                .getFirst();
    }

    private static Connection with(Map<String, Object> settings) {
        return new Connection(URI.create("https://provider.example"), Map.of(), settings);
    }
}
