package io.signalbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.embeddings.EmbeddingCreateParams;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The official Java SDK, unmodified but for base URL and key. */
class OpenAiJavaSdkTest {
    private static final String SDK = "openai-java";

    private final Installation installation = Installation.get();
    private final Upstreams upstreams = installation.upstreams();
    private final OpenAIClient client = client(installation.value("OPENAI_API_KEY"));

    /** What an answer is to be read as. */
    static final class Place {
        public String city = "";
        public int days;
    }

    static List<String> models() {
        return Upstreams.MODELS;
    }

    @Test
    void it_completes_by_a_route() {
        ChatCompletion answer = client.chat().completions().create(asking("demo"));

        assertThat(text(answer)).contains("hello");
    }

    @ParameterizedTest
    @MethodSource("models")
    void a_stream_says_the_same_as_a_whole_answer(String model) {
        ChatCompletion answer = client.chat().completions().create(asking(model));

        ChatCompletion streamed = streamed(asking(model));

        assertThat(text(answer)).contains("hello");
        assertThat(text(streamed)).isEqualTo(text(answer));
    }

    @ParameterizedTest
    @MethodSource("models")
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

        ChatCompletion streamed = streamed(question.build());
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
        assertThat(streamed.choices().getFirst().message().toolCalls().orElseThrow())
                .allMatch(each -> each.asFunction()
                        .function()
                        .arguments()
                        .equals(call.function().arguments()));
        assertThat(text(answer)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("models")
    void it_shows_images(String model) {
        ChatCompletion seen = client.chat()
                .completions()
                .create(ChatCompletionCreateParams.builder()
                        .model(model)
                        .addUserMessageOfArrayOfContentParts(List.of(
                                ChatCompletionContentPart.ofText(ChatCompletionContentPartText.builder()
                                        .text("what is it?")
                                        .build()),
                                ChatCompletionContentPart.ofImageUrl(ChatCompletionContentPartImage.builder()
                                        .imageUrl(ChatCompletionContentPartImage.ImageUrl.builder()
                                                .url("data:image/png;base64,aGk=")
                                                .build())
                                        .build())))
                        .build());

        assertThat(text(seen)).contains("what is it");
        assertThat(seen.usage().orElseThrow().promptTokens()).isGreaterThanOrEqualTo(85);
    }

    @ParameterizedTest
    @MethodSource("models")
    void it_reads_an_answer_as_an_object(String model) {
        var answer = client.chat()
                .completions()
                .create(ChatCompletionCreateParams.builder()
                        .model(model)
                        .addUserMessage("where?")
                        .responseFormat(Place.class)
                        .build());

        Place place = answer.choices().getFirst().message().content().orElseThrow();
        assertThat(place.city).isEqualTo("sample");
        assertThat(place.days).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("models")
    void what_a_provider_refuses_is_the_sdks_own_exception(String model) {
        assertThatThrownBy(
                        () -> client.chat().completions().create(asking(model, "hello [[sim fault=context_length]]")))
                .isInstanceOfSatisfying(
                        BadRequestException.class,
                        refused -> assertThat(refused.code()).hasValue("context_length_exceeded"));
    }

    @Test
    void it_waits_for_as_long_as_it_is_told_and_does_not_try_again_what_is_hopeless() {
        long began = System.nanoTime();
        ChatCompletion later = client.chat().completions().create(asking(upstreams.limitedOnce(SDK)));

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(text(later)).contains("hello");
        assertThatThrownBy(() -> client.chat()
                        .completions()
                        .create(asking(upstreams.broke(SDK), "hello [[sim fault=insufficient_quota]]")))
                .isInstanceOf(RateLimitException.class);
        assertThat(upstreams.callsOfBroke(SDK)).isEqualTo(1);
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

    private ChatCompletion streamed(ChatCompletionCreateParams asking) {
        ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
        try (StreamResponse<ChatCompletionChunk> chunks =
                client.chat().completions().createStreaming(asking)) {
            chunks.stream().forEach(whole::accumulate);
        }
        return whole.chatCompletion();
    }

    private static String text(ChatCompletion answer) {
        return answer.choices().getFirst().message().content().orElse("");
    }

    private static ChatCompletionCreateParams asking(String model) {
        return asking(model, "hello");
    }

    private static ChatCompletionCreateParams asking(String model, String prompt) {
        return ChatCompletionCreateParams.builder()
                .model(model)
                .addUserMessage(prompt)
                .build();
    }
}
