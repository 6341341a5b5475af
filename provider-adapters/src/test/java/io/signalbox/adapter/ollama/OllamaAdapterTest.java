package io.signalbox.adapter.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.Connection;
import io.signalbox.adapter.ConversationCodec;
import io.signalbox.adapter.EmbeddingCodec;
import io.signalbox.adapter.ProviderAdapter;
import io.signalbox.adapter.ProviderAdapterContract;
import io.signalbox.adapter.UnreadableAnswerException;
import io.signalbox.adapter.conversation.Answer;
import io.signalbox.adapter.conversation.StopReason;
import io.signalbox.adapter.wire.WireJson;
import io.signalbox.contracts.usage.FailureKind;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OllamaAdapterTest extends ProviderAdapterContract {
    private final OllamaAdapter adapter = new OllamaAdapter(InstantSource.fixed(NOW), () -> "id");
    private final ConversationCodec codec = adapter.conversations().orElseThrow();

    @Override
    protected ProviderAdapter adapter() {
        return adapter;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Answer answer(String reason) {
        return codec.decode(
                utf8("{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":\"a\"},\"done\":true,"
                        + "\"done_reason\":\"" + reason + "\",\"eval_count\":2}"));
    }

    @ParameterizedTest
    @CsvSource({"stop,STOP", "length,LENGTH"})
    void an_answer_ends_for_a_reason(String reason, StopReason stop) {
        assertThat(answer(reason).stopReason()).isEqualTo(stop);
        assertThat(answer(reason).failure()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"load", "unload"})
    void a_model_that_was_only_loaded_has_not_answered(String reason) {
        assertThat(answer(reason).failure())
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(FailureKind.PROVIDER_ERROR));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{}", "[]", "{\"message\":{\"content\":\"a\"},\"done\":false}", "{\"message\":{\"content\":"
            })
    void an_answer_of_another_shape_is_unreadable(String body) {
        assertThatThrownBy(() -> codec.decode(utf8(body))).isInstanceOf(UnreadableAnswerException.class);
    }

    @Test
    void configured_options_are_below_what_is_asked_for() throws IOException {
        EmbeddingCodec embeddings = adapter.embeddings(new Connection(
                        URI.create("http://localhost:11434"),
                        Map.of(),
                        Map.of("contextTokens", 4096, "keepAlive", "5m", "parameters", Map.of("num_thread", 2))))
                .orElseThrow();

        JsonNode body = WireJson.tree(embeddings.encode(new EmbeddingCodec.Texts(List.of("a"), null, Map.of()), "m"));

        assertThat(body)
                .isEqualTo(
                        WireJson.tree(
                                utf8(
                                        "{\"model\":\"m\",\"truncate\":false,\"input\":[\"a\"],\"options\":{\"num_thread\":2,\"num_ctx\":4096},\"keep_alive\":\"5m\"}")));
    }
}
