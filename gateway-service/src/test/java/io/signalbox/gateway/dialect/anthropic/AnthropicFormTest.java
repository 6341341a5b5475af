package io.signalbox.gateway.dialect.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.signalbox.adapter.UnreadableAnswerException;
import io.signalbox.adapter.Usage;
import io.signalbox.adapter.conversation.Answer;
import io.signalbox.adapter.conversation.AnswerDelta;
import io.signalbox.adapter.conversation.AnswerDelta.Ended;
import io.signalbox.adapter.conversation.AnswerDelta.ReasoningAdded;
import io.signalbox.adapter.conversation.AnswerDelta.Started;
import io.signalbox.adapter.conversation.AnswerDelta.Stopped;
import io.signalbox.adapter.conversation.AnswerDelta.TextAdded;
import io.signalbox.adapter.conversation.AnswerDelta.ToolArgumentsAdded;
import io.signalbox.adapter.conversation.AnswerDelta.ToolCallStarted;
import io.signalbox.adapter.conversation.AnswerDelta.UsageReported;
import io.signalbox.adapter.conversation.Part;
import io.signalbox.adapter.conversation.StopReason;
import io.signalbox.contracts.usage.Meter;
import io.signalbox.gateway.dialect.AnswerForm.StepWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of other dialects as messages, whole and as events. */
class AnthropicFormTest {
    private static final Usage USAGE = new Usage.Builder()
            .add(Meter.INPUT_TOKENS, 12)
            .add(Meter.CACHED_INPUT_TOKENS, 5)
            .add(Meter.CACHE_WRITE_TOKENS, 3)
            .add(Meter.OUTPUT_TOKENS, 20)
            .add(Meter.REASONING_TOKENS, 10)
            .build();
    private static final String USAGE_JSON = "\"usage\":{\"input_tokens\":12,\"cache_creation_input_tokens\":3,"
            + "\"cache_read_input_tokens\":5,\"output_tokens\":30,\"output_tokens_details\":{\"thinking_tokens\":10}}";
    private static final String NO_USAGE = "\"usage\":{\"input_tokens\":0,\"cache_creation_input_tokens\":0,"
            + "\"cache_read_input_tokens\":0,\"output_tokens\":0,\"output_tokens_details\":{\"thinking_tokens\":0}}";

    private final AnthropicForm form = new AnthropicForm();

    private String whole(StopReason reason, Part... parts) {
        return new String(form.whole(new Answer("c1", "m", List.of(parts), reason, USAGE)), StandardCharsets.UTF_8);
    }

    /** The events' data, a line each. */
    private String streamed(AnswerDelta... steps) {
        StepWriter writer = form.stream();
        ByteBuf out = Unpooled.buffer();
        for (AnswerDelta step : steps) {
            writer.write(step, out);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String event(String type, String fields) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"" + fields + "}\n\n";
    }

    private static String start() {
        return event(
                "message_start",
                ",\"message\":{\"id\":\"c1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\","
                        + "\"content\":[],\"stop_reason\":null,\"stop_sequence\":null," + NO_USAGE + "}");
    }

    private static String begun(int index, String block) {
        return event("content_block_start", ",\"index\":" + index + ",\"content_block\":{" + block + "}");
    }

    private static String more(int index, String type, String field, String text) {
        return event(
                "content_block_delta",
                ",\"index\":" + index + ",\"delta\":{\"type\":\"" + type + "\",\"" + field + "\":\"" + text + "\"}");
    }

    private static String over(int index) {
        return event("content_block_stop", ",\"index\":" + index);
    }

    private static String end(String reason, String usage) {
        return event("message_delta", ",\"delta\":{\"stop_reason\":\"" + reason + "\",\"stop_sequence\":null}," + usage)
                + event("message_stop", "");
    }

    @Test
    void a_whole_answer_has_a_block_for_each_part_and_counts_as_this_dialect_does() {
        String message = whole(
                StopReason.TOOL_CALLS,
                new Part.Reasoning("hm", null),
                new Part.Text("so \"it\" is"),
                new Part.ToolCall("t1", "w", "{\"city\": \"Rome\"}"),
                new Part.ToolCall("t2", "now", " "));

        assertThat(message)
                .isEqualTo("{\"id\":\"c1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\",\"content\":["
                        + "{\"type\":\"thinking\",\"thinking\":\"hm\",\"signature\":\"\"},"
                        + "{\"type\":\"text\",\"text\":\"so \\\"it\\\" is\"},"
                        + "{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"w\",\"input\":{\"city\": \"Rome\"}},"
                        + "{\"type\":\"tool_use\",\"id\":\"t2\",\"name\":\"now\",\"input\":{}}],"
                        + "\"stop_reason\":\"tool_use\",\"stop_sequence\":null," + USAGE_JSON + "}");
    }

    @ParameterizedTest
    @CsvSource({"STOP, end_turn", "LENGTH, max_tokens", "TOOL_CALLS, tool_use", "CONTENT_FILTER, refusal"})
    void why_the_model_stopped_is_said_in_this_dialects_words(StopReason reason, String said) {
        assertThat(whole(reason)).contains("\"content\":[],\"stop_reason\":\"" + said + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"city\":", "[1]", "{}{}", "Rome"})
    void arguments_that_are_no_object_make_the_answer_unreadable(String arguments) {
        assertThatThrownBy(() -> whole(StopReason.TOOL_CALLS, new Part.ToolCall("t1", "w", arguments)))
                .isInstanceOf(UnreadableAnswerException.class);
    }

    @Test
    void a_stream_has_one_block_open_at_a_time_and_tells_its_usage_at_the_end() {
        String stream = streamed(
                new Started("c1", "m"),
                new ReasoningAdded("hm"),
                new TextAdded("so"),
                new TextAdded(" it is"),
                new ToolCallStarted(0, "t1", "w"),
                new ToolArgumentsAdded(0, "[]"),
                new ToolCallStarted(1, "t2", "now"),
                new ToolArgumentsAdded(1, "{}"),
                new Stopped(StopReason.TOOL_CALLS),
                new UsageReported(USAGE),
                new Ended());

        assertThat(stream)
                .isEqualTo(start()
                        + begun(0, "\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"")
                        + more(0, "thinking_delta", "thinking", "hm")
                        + over(0)
                        + begun(1, "\"type\":\"text\",\"text\":\"\"")
                        + more(1, "text_delta", "text", "so")
                        + more(1, "text_delta", "text", " it is")
                        + over(1)
                        + begun(2, "\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"w\",\"input\":{}")
                        + more(2, "input_json_delta", "partial_json", "[]")
                        + over(2)
                        + begun(3, "\"type\":\"tool_use\",\"id\":\"t2\",\"name\":\"now\",\"input\":{}")
                        + more(3, "input_json_delta", "partial_json", "{}")
                        + over(3)
                        + end("tool_use", USAGE_JSON));
    }

    @Test
    void an_answer_without_content_is_a_message_without_blocks() {
        assertThat(streamed(new Started("c1", "m"), new Stopped(StopReason.CONTENT_FILTER), new Ended()))
                .isEqualTo(start() + end("refusal", NO_USAGE));
    }

    @Test
    void text_after_a_tool_call_is_a_block_of_its_own() {
        String stream = streamed(
                new TextAdded("a"),
                new ToolCallStarted(0, "t1", "w"),
                new TextAdded("b"),
                new Stopped(StopReason.STOP));

        assertThat(stream)
                .isEqualTo(begun(0, "\"type\":\"text\",\"text\":\"\"")
                        + more(0, "text_delta", "text", "a")
                        + over(0)
                        + begun(1, "\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"w\",\"input\":{}")
                        + over(1)
                        + begun(2, "\"type\":\"text\",\"text\":\"\"")
                        + more(2, "text_delta", "text", "b")
                        + over(2));
    }

    @Test
    void what_is_added_to_an_earlier_call_goes_to_its_index() {
        String stream = streamed(
                new ToolCallStarted(0, "t1", "w"),
                new ToolCallStarted(1, "t2", "v"),
                new ToolArgumentsAdded(0, "[1]"),
                new ToolArgumentsAdded(1, "[2]"));

        assertThat(stream)
                .endsWith(more(0, "input_json_delta", "partial_json", "[1]")
                        + more(1, "input_json_delta", "partial_json", "[2]"));
    }

    @Test
    void an_earlier_call_that_has_no_arguments_in_the_end_is_told_nothing_more() {
        String stream = streamed(
                new ToolCallStarted(0, "t1", "w"),
                new ToolCallStarted(1, "t2", "v"),
                new ToolArgumentsAdded(0, "{}"),
                new Stopped(StopReason.TOOL_CALLS));

        assertThat(stream).doesNotContain("content_block_delta").endsWith(over(1));
    }
}
