package io.signalbox.adapter.cohere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.adapter.ConversationCodec;
import io.signalbox.adapter.ConversationCodec.StreamDecoder;
import io.signalbox.adapter.ProviderAdapter;
import io.signalbox.adapter.ProviderAdapterContract;
import io.signalbox.adapter.UnreadableAnswerException;
import io.signalbox.adapter.conversation.Answer;
import io.signalbox.adapter.conversation.AnswerDelta;
import io.signalbox.adapter.conversation.Part;
import io.signalbox.adapter.conversation.StopReason;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.contracts.usage.Meter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CohereAdapterTest extends ProviderAdapterContract {
    private final CohereAdapter adapter = new CohereAdapter(InstantSource.fixed(NOW));
    private final ConversationCodec codec = adapter.conversations().orElseThrow();

    @Override
    protected ProviderAdapter adapter() {
        return adapter;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Answer answer(String reason, String usage) {
        return codec.decode(utf8("{\"id\":\"c1\",\"finish_reason\":\"" + reason
                + "\",\"message\":{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"a\"}]},\"usage\":"
                + usage
                + "}"));
    }

    @ParameterizedTest
    @CsvSource({"COMPLETE,STOP", "STOP_SEQUENCE,STOP", "MAX_TOKENS,LENGTH", "TOOL_CALL,TOOL_CALLS"})
    void an_answer_ends_for_a_reason(String reason, StopReason stop) {
        assertThat(answer(reason, "{}").stopReason()).isEqualTo(stop);
    }

    @ParameterizedTest
    @CsvSource({"ERROR,PROVIDER_ERROR", "TIMEOUT,PROVIDER_TIMEOUT"})
    void an_answer_that_broke_off_is_a_failure_whole_and_streamed(String reason, FailureKind kind) {
        StreamDecoder stream = codec.stream();
        byte[] end = utf8("{\"type\":\"message-end\",\"delta\":{\"finish_reason\":\"" + reason + "\"}}");

        assertThat(stream.decode("message-end", end, 0, end.length))
                .singleElement()
                .isInstanceOfSatisfying(
                        AnswerDelta.Failed.class,
                        failed -> assertThat(failed.failure().kind()).isEqualTo(kind));
        assertThat(stream.complete()).isFalse();
        assertThat(answer(reason, "{}").failure())
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(kind));
    }

    @Test
    void what_is_billed_counts_and_not_what_was_read() {
        Answer answer = answer(
                "COMPLETE",
                "{\"billed_units\":{\"input_tokens\":12,\"output_tokens\":5},\"tokens\":{\"input_tokens\":507,\"output_tokens\":9},\"cached_tokens\":448}");

        assertThat(answer.usage().count(Meter.INPUT_TOKENS)).isEqualTo(12);
        assertThat(answer.usage().count(Meter.OUTPUT_TOKENS)).isEqualTo(5);
        assertThat(answer.usage().count(Meter.CACHED_INPUT_TOKENS)).isZero();
    }

    @Test
    void a_plan_is_a_thought_and_no_arguments_are_an_empty_object() {
        Answer answer = codec.decode(utf8("""
                {"id":"c1","finish_reason":"TOOL_CALL","message":{"role":"assistant","tool_plan":"ask","tool_calls":[
                 {"id":"f1","type":"function","function":{"name":"f","arguments":"null"}}]}}"""));

        assertThat(answer.parts()).containsExactly(new Part.Reasoning("ask", null), new Part.ToolCall("f1", "f", "{}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "{\"message\":\"no\"}", "{\"message\":{"})
    void an_answer_of_another_shape_is_unreadable(String body) {
        assertThatThrownBy(() -> codec.decode(utf8(body))).isInstanceOf(UnreadableAnswerException.class);
    }
}
