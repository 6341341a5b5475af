package io.signalbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseStreamEvent;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Responses by the official Java SDK: at a target that speaks their format, and at targets that chat. */
class ResponsesJavaSdkTest {
    private static final String WISH = "use tool weather {\"city\":\"Oslo\"}";
    private final Installation installation = Installation.get();
    private final OpenAIClient client = OpenAIOkHttpClient.builder()
            .baseUrl(installation.value("OPENAI_BASE_URL"))
            .apiKey(installation.value("OPENAI_API_KEY"))
            .build();

    ResponsesJavaSdkTest() {
        Upstreams unused = installation.upstreams();
    }

    static List<String> models() {
        return Upstreams.MODELS;
    }

    @ParameterizedTest
    @MethodSource("models")
    void a_stream_says_the_same_as_a_whole_response(String model) {
        Response whole = client.responses().create(asking(model, "hello").build());

        Response streamed = streamed(asking(model, "hello").build());

        assertThat(text(whole)).contains("hello");
        assertThat(text(streamed)).isEqualTo(text(whole));
        assertThat(streamed.usage().orElseThrow().totalTokens())
                .isEqualTo(whole.usage().orElseThrow().totalTokens());
    }

    @ParameterizedTest
    @MethodSource("models")
    void it_calls_tools_and_hands_back_what_they_said(String model) {
        Response asked = streamed(asking(model, WISH).addTool(weather()).build());
        ResponseFunctionToolCall call = asked.output().stream()
                .flatMap(item -> item.functionCall().stream())
                .findFirst()
                .orElseThrow();

        Response told = client.responses()
                .create(ResponseCreateParams.builder()
                        .model(model)
                        .addTool(weather())
                        .inputOfResponse(List.of(
                                ResponseInputItem.ofMessage(ResponseInputItem.Message.builder()
                                        .role(ResponseInputItem.Message.Role.USER)
                                        .addInputTextContent(WISH)
                                        .build()),
                                ResponseInputItem.ofFunctionCall(call),
                                ResponseInputItem.ofFunctionCallOutput(ResponseInputItem.FunctionCallOutput.builder()
                                        .callId(call.callId())
                                        .output("rain")
                                        .build())))
                        .build());

        assertThat(call.arguments()).contains("Oslo");
        assertThat(text(told)).contains("rain");
    }

    @Test
    void it_goes_on_where_a_response_is_kept_and_is_told_where_it_is_not() {
        Response first =
                client.responses().create(asking(models().get(0), "one").build());
        Response chat = client.responses().create(asking(models().get(1), "one").build());

        Response second = client.responses()
                .create(asking(models().get(0), "two")
                        .previousResponseId(first.id())
                        .build());

        assertThat(second.previousResponseId()).hasValue(first.id());
        assertThat(text(client.responses().retrieve(first.id()))).isEqualTo(text(first));
        assertThatThrownBy(() -> client.responses()
                        .create(asking(models().get(1), "two")
                                .previousResponseId(chat.id())
                                .build()))
                .isInstanceOfSatisfying(
                        BadRequestException.class,
                        refused -> assertThat(refused.code()).hasValue("previous_response_not_found"));
    }

    private Response streamed(ResponseCreateParams asking) {
        ResponseAccumulator whole = ResponseAccumulator.create();
        try (StreamResponse<ResponseStreamEvent> events = client.responses().createStreaming(asking)) {
            events.stream().forEach(whole::accumulate);
        }
        return whole.response();
    }

    private static FunctionTool weather() {
        return FunctionTool.builder()
                .name("weather")
                .parameters(FunctionTool.Parameters.builder()
                        .putAdditionalProperty("type", JsonValue.from("object"))
                        .putAdditionalProperty("properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                        .build())
                .strict(false)
                .build();
    }

    private static String text(Response response) {
        return response.output().stream()
                .flatMap(item -> item.message().stream())
                .flatMap(message -> message.content().stream())
                .flatMap(part -> part.outputText().stream())
                .map(part -> part.text())
                .collect(Collectors.joining());
    }

    private static ResponseCreateParams.Builder asking(String model, String input) {
        return ResponseCreateParams.builder().model(model).input(input);
    }
}
