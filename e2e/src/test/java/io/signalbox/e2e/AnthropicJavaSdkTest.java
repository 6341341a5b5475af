package io.signalbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.NotFoundException;
import com.anthropic.errors.RateLimitException;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.ErrorType;
import com.anthropic.models.messages.Base64ImageSource;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.TextBlockParam;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Anthropic's official Java SDK, unmodified but for base URL and key. */
class AnthropicJavaSdkTest {
    private static final String SDK = "anthropic-java";

    private final Installation installation = Installation.get();
    private final Upstreams upstreams = installation.upstreams();
    private final AnthropicClient client = client(installation.value("SIGNALBOX_API_KEY"));

    /** What an answer is to be read as. */
    static final class Place {
        public String city = "";
        public int days;
    }

    static List<String> models() {
        return Upstreams.MODELS;
    }

    @ParameterizedTest
    @MethodSource("models")
    void it_completes_and_a_stream_says_the_same(String model) {
        Message answer = client.messages().create(asking(model, "hello").build());

        Message streamed = streamed(asking(model, "hello").build());

        assertThat(text(answer)).contains("hello");
        assertThat(answer.stopReason()).hasValue(StopReason.END_TURN);
        assertThat(text(streamed)).isEqualTo(text(answer));
        assertThat(streamed.usage().outputTokens()).isEqualTo(answer.usage().outputTokens());
        assertThat(streamed.usage().inputTokens()).isEqualTo(answer.usage().inputTokens());
    }

    @ParameterizedTest
    @MethodSource("models")
    void it_calls_tools_streamed_too_and_hands_back_what_they_said(String model) {
        MessageCreateParams.Builder asking =
                asking(model, "use tool weather {\"city\":\"Bern\"}").addTool(weather());

        Message called = client.messages().create(asking.build());
        Message streamed = streamed(asking.build());
        Message told = client.messages()
                .create(asking.addMessage(called)
                        .addUserMessageOfContentBlockParams(
                                List.of(ContentBlockParam.ofToolResult(ToolResultBlockParam.builder()
                                        .toolUseId(toolUse(called).id())
                                        .content("sunny")
                                        .build())))
                        .build());

        assertThat(called.stopReason()).hasValue(StopReason.TOOL_USE);
        assertThat(toolUse(called)._input()).isEqualTo(JsonValue.from(Map.of("city", "Bern")));
        assertThat(toolUse(streamed)._input()).isEqualTo(toolUse(called)._input());
        assertThat(text(told)).contains("sunny");
    }

    @ParameterizedTest
    @MethodSource("models")
    void it_shows_images(String model) {
        Message seen = client.messages()
                .create(MessageCreateParams.builder()
                        .model(model)
                        .maxTokens(200)
                        .addUserMessageOfContentBlockParams(List.of(
                                ContentBlockParam.ofText(TextBlockParam.builder()
                                        .text("what is it?")
                                        .build()),
                                ContentBlockParam.ofImage(Base64ImageSource.builder()
                                        .mediaType(Base64ImageSource.MediaType.IMAGE_PNG)
                                        .data("aGk=")
                                        .build())))
                        .build());

        assertThat(text(seen)).contains("what is it");
        assertThat(seen.usage().inputTokens()).isGreaterThanOrEqualTo(85);
    }

    @ParameterizedTest
    @MethodSource("models")
    void it_reads_an_answer_as_an_object(String model) {
        var answer = client.messages()
                .create(asking(model, "where?").outputConfig(Place.class).build());

        Place place = answer.content().getFirst().text().orElseThrow().text();
        assertThat(place.city).isEqualTo("sample");
        assertThat(place.days).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("models")
    void what_a_provider_refuses_is_the_sdks_own_exception(String model) {
        assertThatThrownBy(() -> client.messages()
                        .create(asking(model, "hello [[sim fault=context_length]]")
                                .build()))
                .isInstanceOfSatisfying(
                        BadRequestException.class,
                        refused -> assertThat(refused.type()).hasValue(ErrorType.INVALID_REQUEST_ERROR));
    }

    @Test
    void it_waits_for_as_long_as_it_is_told_and_does_not_try_again_what_is_hopeless() {
        long began = System.nanoTime();
        Message later = client.messages()
                .create(asking(upstreams.limitedOnce(SDK), "hello").build());

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(text(later)).contains("hello");
        assertThatThrownBy(() -> client.messages()
                        .create(asking(upstreams.broke(SDK), "hello [[sim fault=insufficient_quota]]")
                                .build()))
                .isInstanceOf(RateLimitException.class);
        assertThat(upstreams.callsOfBroke(SDK)).isEqualTo(1);
    }

    @Test
    void a_wrong_key_and_an_unknown_model_are_the_sdks_own_exceptions() {
        assertThatThrownBy(() -> client("sbx_wrong")
                        .messages()
                        .create(asking("demo", "hello").build()))
                .isInstanceOf(UnauthorizedException.class);
        assertThatThrownBy(() -> client.messages()
                        .create(asking("no-such-model", "hello").build()))
                .isInstanceOf(NotFoundException.class);
    }

    private AnthropicClient client(String key) {
        return AnthropicOkHttpClient.builder()
                .baseUrl(installation.value("SIGNALBOX_URL"))
                .apiKey(key)
                .build();
    }

    private Message streamed(MessageCreateParams asking) {
        MessageAccumulator whole = MessageAccumulator.create();
        try (StreamResponse<RawMessageStreamEvent> events = client.messages().createStreaming(asking)) {
            events.stream().forEach(whole::accumulate);
        }
        return whole.message();
    }

    private static MessageCreateParams.Builder asking(String model, String prompt) {
        return MessageCreateParams.builder().model(model).maxTokens(200).addUserMessage(prompt);
    }

    private static Tool weather() {
        return Tool.builder()
                .name("weather")
                .inputSchema(Tool.InputSchema.builder()
                        .properties(Tool.InputSchema.Properties.builder()
                                .putAdditionalProperty("city", JsonValue.from(Map.of("type", "string")))
                                .build())
                        .build())
                .build();
    }

    private static String text(Message message) {
        return message.content().stream()
                .flatMap(block -> block.text().stream())
                .findFirst()
                .orElseThrow()
                .text();
    }

    private static ToolUseBlock toolUse(Message message) {
        return message.content().stream()
                .filter(ContentBlock::isToolUse)
                .findFirst()
                .orElseThrow()
                .asToolUse();
    }
}
