package io.signalbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.output.FinishReason;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** LangChain4j's models of both dialects, unmodified but for base URL and key, its retries off. */
class LangChain4jTest {
    private static final JsonObjectSchema PLACE = JsonObjectSchema.builder()
            .addStringProperty("city")
            .addIntegerProperty("days")
            .required("city", "days")
            .additionalProperties(false)
            .build();
    private static final ToolSpecification WEATHER = ToolSpecification.builder()
            .name("weather")
            .parameters(JsonObjectSchema.builder().addStringProperty("city").build())
            .build();

    private final Installation installation = Installation.get();

    /** What an application speaks. */
    private enum Speaking {
        OPENAI,
        ANTHROPIC
    }

    /** A dialect in front of a dialect. */
    record Case(Speaking speaking, String model) {}

    static Stream<Case> cases() {
        return Arrays.stream(Speaking.values())
                .flatMap(speaking -> Upstreams.MODELS.stream().map(model -> new Case(speaking, model)));
    }

    @BeforeEach
    void upstreams() {
        installation.upstreams();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void it_completes_and_a_stream_says_the_same(Case of) {
        ChatRequest asking = asking("hello").build();

        ChatResponse answer = chat(of).chat(asking);
        ChatResponse streamed = streamed(of, asking);

        assertThat(answer.aiMessage().text()).contains("hello");
        assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(streamed.aiMessage().text()).isEqualTo(answer.aiMessage().text());
        assertThat(streamed.tokenUsage().totalTokenCount())
                .isEqualTo(answer.tokenUsage().totalTokenCount());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void it_calls_tools_streamed_too_and_hands_back_what_they_said(Case of) {
        UserMessage question = UserMessage.from("use tool weather {\"city\":\"Bern\"}");
        ChatRequest asking = ChatRequest.builder()
                .messages(question)
                .toolSpecifications(WEATHER)
                .build();

        AiMessage called = chat(of).chat(asking).aiMessage();
        AiMessage streamed = streamed(of, asking).aiMessage();
        ToolExecutionRequest call = called.toolExecutionRequests().getFirst();
        ChatResponse told = chat(of).chat(ChatRequest.builder()
                .messages(question, called, ToolExecutionResultMessage.from(call, "sunny"))
                .toolSpecifications(WEATHER)
                .build());

        assertThat(call.name()).isEqualTo("weather");
        assertThat(Installation.json(call.arguments())).isEqualTo(Installation.json("{\"city\":\"Bern\"}"));
        assertThat(Installation.json(streamed.toolExecutionRequests().getFirst().arguments()))
                .isEqualTo(Installation.json(call.arguments()));
        assertThat(told.aiMessage().text()).contains("sunny");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void it_shows_images(Case of) {
        ChatResponse seen = chat(of).chat(ChatRequest.builder()
                .messages(UserMessage.from(TextContent.from("what is it?"), ImageContent.from("aGk=", "image/png")))
                .build());

        assertThat(seen.aiMessage().text()).contains("what is it");
        assertThat(seen.tokenUsage().inputTokenCount()).isGreaterThanOrEqualTo(85);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void it_gets_an_answer_of_its_schema(Case of) {
        ChatResponse answer = chat(of).chat(asking("where?")
                .responseFormat(ResponseFormat.builder()
                        .type(ResponseFormatType.JSON)
                        .jsonSchema(JsonSchema.builder()
                                .name("place")
                                .rootElement(PLACE)
                                .build())
                        .build())
                .build());

        assertThat(Installation.json(answer.aiMessage().text()))
                .isEqualTo(Installation.json("{\"city\":\"sample\",\"days\":1}"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void what_a_provider_refuses_is_its_own_exception(Case of) {
        assertThatThrownBy(() -> chat(of).chat(
                                asking("hello [[sim fault=context_length]]").build()))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void a_wrong_key_and_an_unknown_model_are_its_own_exceptions() {
        for (Speaking speaking : Speaking.values()) {
            ChatRequest hello = asking("hello").build();
            assertThatThrownBy(
                            () -> chat(new Case(speaking, "demo"), "sbx_wrong").chat(hello))
                    .isInstanceOf(AuthenticationException.class);
            assertThatThrownBy(() -> chat(new Case(speaking, "no-such-model")).chat(hello))
                    .isInstanceOf(ModelNotFoundException.class);
        }
    }

    private static ChatRequest.Builder asking(String prompt) {
        return ChatRequest.builder().messages(List.of(UserMessage.from(prompt)));
    }

    private ChatModel chat(Case of) {
        return chat(of, installation.value("SIGNALBOX_API_KEY"));
    }

    private ChatModel chat(Case of, String key) {
        return switch (of.speaking()) {
            case OPENAI ->
                OpenAiChatModel.builder()
                        .baseUrl(installation.value("OPENAI_BASE_URL"))
                        .apiKey(key)
                        .modelName(of.model())
                        .strictJsonSchema(true)
                        .maxRetries(0)
                        .build();
            case ANTHROPIC ->
                AnthropicChatModel.builder()
                        .baseUrl(installation.value("OPENAI_BASE_URL"))
                        .apiKey(key)
                        .modelName(of.model())
                        .maxRetries(0)
                        .build();
        };
    }

    private ChatResponse streamed(Case of, ChatRequest asking) {
        CompletableFuture<ChatResponse> whole = new CompletableFuture<>();
        streaming(of).chat(asking, new StreamingChatResponseHandler() {
            @Override
            public void onCompleteResponse(ChatResponse response) {
                whole.complete(response);
            }

            @Override
            public void onError(Throwable error) {
                whole.completeExceptionally(error);
            }
        });
        return whole.join();
    }

    private StreamingChatModel streaming(Case of) {
        return switch (of.speaking()) {
            case OPENAI ->
                OpenAiStreamingChatModel.builder()
                        .baseUrl(installation.value("OPENAI_BASE_URL"))
                        .apiKey(installation.value("SIGNALBOX_API_KEY"))
                        .modelName(of.model())
                        .build();
            case ANTHROPIC ->
                AnthropicStreamingChatModel.builder()
                        .baseUrl(installation.value("OPENAI_BASE_URL"))
                        .apiKey(installation.value("SIGNALBOX_API_KEY"))
                        .modelName(of.model())
                        .build();
        };
    }
}
