package io.signalbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.errors.NotFoundException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.embeddings.EmbeddingCreateParams;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The official Java SDK, unmodified but for base URL and key. */
class OpenAiJavaSdkTest {
    private final Installation installation = Installation.get();
    private final OpenAIClient client = client(installation.value("OPENAI_API_KEY"));

    @Test
    void it_completes() {
        ChatCompletion answer = client.chat().completions().create(asking("demo"));

        assertThat(answer.choices().getFirst().message().content().orElse("")).contains("hello");
    }

    @Test
    void it_streams() {
        try (var stream = client.chat().completions().createStreaming(asking("demo"))) {
            String text = stream.stream()
                    .flatMap(chunk -> chunk.choices().stream())
                    .flatMap(choice -> choice.delta().content().stream())
                    .collect(Collectors.joining());

            assertThat(text).contains("hello");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sim-openai/sim-small", "sim-anthropic/sim-small"})
    void it_calls_tools_and_hands_back_what_they_said(String model) {
        var tool = FunctionDefinition.builder()
                .name("weather")
                .parameters(FunctionParameters.builder()
                        .putAdditionalProperty("type", JsonValue.from("object"))
                        .putAdditionalProperty("properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                        .build())
                .build();
        var question = ChatCompletionCreateParams.builder()
                .model(model)
                .addFunctionTool(tool)
                .addUserMessage("use tool weather {\"city\":\"Oslo\"}");

        ChatCompletion.Choice asked =
                client.chat().completions().create(question.build()).choices().getFirst();
        var call = asked.message().toolCalls().orElseThrow().getFirst().asFunction();
        ChatCompletion answer = client.chat()
                .completions()
                .create(question.addMessage(asked.message())
                        .addMessage(ChatCompletionToolMessageParam.builder()
                                .toolCallId(call.id())
                                .content("rain")
                                .build())
                        .addUserMessage("and now?")
                        .build());

        assertThat(asked.finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.TOOL_CALLS);
        assertThat(call.function().name()).isEqualTo("weather");
        assertThat(call.function().arguments()).contains("Oslo");
        assertThat(answer.choices().getFirst().message().content().orElse("")).isNotEmpty();
    }

    @Test
    void it_embeds() {
        var answer = client.embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model("sim-openai/sim-embed")
                        .input("hello")
                        .build());

        assertThat(answer.data().getFirst().embedding()).isNotEmpty();
    }

    @Test
    void it_lists_the_route() {
        assertThat(client.models().list().data()).anyMatch(model -> model.id().equals("demo"));
    }

    @Test
    void a_wrong_key_and_an_unknown_model_are_the_sdks_own_exceptions() {
        assertThatThrownBy(() -> client("sbx_wrong").chat().completions().create(asking("demo")))
                .isInstanceOf(UnauthorizedException.class);
        assertThatThrownBy(() -> client.chat().completions().create(asking("no-such-model")))
                .isInstanceOf(NotFoundException.class);
    }

    private OpenAIClient client(String key) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(installation.value("OPENAI_BASE_URL"))
                .apiKey(key)
                .build();
    }

    private static ChatCompletionCreateParams asking(String model) {
        return ChatCompletionCreateParams.builder()
                .model(model)
                .addUserMessage("hello")
                .build();
    }
}
