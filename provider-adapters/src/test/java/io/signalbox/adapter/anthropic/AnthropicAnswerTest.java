package io.signalbox.adapter.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.adapter.ConversationCodec;
import io.signalbox.adapter.ConversationCodec.StreamDecoder;
import io.signalbox.adapter.UnreadableAnswerException;
import io.signalbox.adapter.Usage;
import io.signalbox.adapter.conversation.Answer;
import io.signalbox.adapter.conversation.AnswerDelta;
import io.signalbox.adapter.conversation.Part;
import io.signalbox.adapter.conversation.StopReason;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.contracts.usage.Meter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnthropicAnswerTest {
    private static final String START =
            "{'type':'message_start','message':{'id':'msg_1','model':'m','usage':{'input_tokens':43,'output_tokens':1}}}";
    private static final String STOP = "{'type':'message_stop'}";

    private final ConversationCodec codec =
            new AnthropicAdapter().conversations().orElseThrow();

    @Test
    void blocks_are_found_by_type_and_unknown_ones_are_passed_over() {
        Answer answer = decode("""
                {'id':'msg_1','type':'message','model':'m','content':[
                 {'type':'thinking','thinking':'hm','signature':'Er'},{'type':'hologram','x':1},
                 {'type':'text','text':'hi'},{'type':'tool_use','id':'t1','name':'f','input':{'a':1}},
                 {'type':'tool_use','id':'t2','name':'g','input':{}}],
                 'stop_reason':'tool_use','usage':{'input_tokens':2,'cache_read_input_tokens':3,'output_tokens':5}}""");

        assertThat(answer)
                .isEqualTo(new Answer(
                        "msg_1",
                        "m",
                        List.of(
                                new Part.Reasoning("hm", "Er"),
                                new Part.Text("hi"),
                                new Part.ToolCall("t1", "f", "{\"a\":1}"),
                                new Part.ToolCall("t2", "g", "{}")),
                        StopReason.TOOL_CALLS,
                        new Usage.Builder()
                                .add(Meter.INPUT_TOKENS, 2)
                                .add(Meter.CACHED_INPUT_TOKENS, 3)
                                .add(Meter.OUTPUT_TOKENS, 5)
                                .tier(null)
                                .build()));
    }

    @ParameterizedTest
    @CsvSource({
        "end_turn,STOP",
        "stop_sequence,STOP",
        "pause_turn,STOP",
        "max_tokens,LENGTH",
        "model_context_window_exceeded,LENGTH",
        "tool_use,TOOL_CALLS",
        "refusal,CONTENT_FILTER",
        "not_known_yet,STOP"
    })
    void every_reason_to_stop_has_its_meaning(String reason, StopReason meaning) {
        assertThat(decode("{'content':[],'stop_reason':'" + reason + "'}").stopReason())
                .isEqualTo(meaning);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{'type':'error','error':{'type':'api_error'}}", "[]", "{'content':[", "<html>"})
    void what_is_no_message_is_unreadable(String body) {
        assertThatThrownBy(() -> decode(body)).isInstanceOf(UnreadableAnswerException.class);
    }

    @Test
    void a_stream_of_text_is_told_step_by_step() {
        assertThat(stream(
                        START,
                        START,
                        "{'type':'content_block_start','index':0,'content_block':{'type':'text','text':''}}",
                        "{'type':'ping'}",
                        "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'He'}}",
                        "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'y'}}",
                        "{'type':'content_block_stop','index':0}",
                        "{'type':'message_delta','delta':{'stop_reason':'max_tokens'},'usage':{'input_tokens':61,'output_tokens':30}}",
                        STOP))
                .containsExactly(
                        new AnswerDelta.Started("msg_1", "m"),
                        new AnswerDelta.UsageReported(usage(43, 1)),
                        new AnswerDelta.TextAdded("He"),
                        new AnswerDelta.TextAdded("y"),
                        new AnswerDelta.Stopped(StopReason.LENGTH),
                        new AnswerDelta.UsageReported(usage(61, 30)),
                        new AnswerDelta.Ended());
    }

    @Test
    void tool_calls_count_from_zero_whatever_their_blocks_are_numbered_and_one_without_arguments_gets_none() {
        assertThat(stream(
                        START,
                        "{'type':'content_block_start','index':0,'content_block':{'type':'thinking','thinking':''}}",
                        "{'type':'content_block_delta','index':0,'delta':{'type':'thinking_delta','thinking':'hm'}}",
                        "{'type':'content_block_delta','index':0,'delta':{'type':'signature_delta','signature':'Er'}}",
                        "{'type':'content_block_start','index':2,'content_block':{'type':'tool_use','id':'t1','name':'f','input':{}}}",
                        "{'type':'content_block_start','index':3,'content_block':{'type':'tool_use','id':'t2','name':'g','input':{}}}",
                        "{'type':'content_block_delta','index':2,'delta':{'type':'input_json_delta','partial_json':'{\\\"a\\\"'}}",
                        "{'type':'content_block_delta','index':3,'delta':{'type':'input_json_delta','partial_json':''}}",
                        "{'type':'content_block_delta','index':2,'delta':{'type':'input_json_delta','partial_json':':1}'}}",
                        "{'type':'content_block_stop','index':2}",
                        "{'type':'content_block_stop','index':3}",
                        "{'type':'message_delta','delta':{'stop_reason':'tool_use'}}",
                        STOP))
                .containsExactly(
                        new AnswerDelta.Started("msg_1", "m"),
                        new AnswerDelta.UsageReported(usage(43, 1)),
                        new AnswerDelta.ReasoningAdded("hm"),
                        new AnswerDelta.ReasoningSigned("Er"),
                        new AnswerDelta.ToolCallStarted(0, "t1", "f"),
                        new AnswerDelta.ToolCallStarted(1, "t2", "g"),
                        new AnswerDelta.ToolArgumentsAdded(0, "{\"a\""),
                        new AnswerDelta.ToolArgumentsAdded(0, ":1}"),
                        new AnswerDelta.ToolArgumentsAdded(1, "{}"),
                        new AnswerDelta.Stopped(StopReason.TOOL_CALLS),
                        new AnswerDelta.Ended());
    }

    @Test
    void a_stream_is_whole_only_when_it_began_was_stopped_and_did_not_fail() {
        assertThat(complete(START, STOP)).isTrue();
        assertThat(complete(START)).isFalse();
        assertThat(complete(STOP)).isFalse();
        assertThat(complete(START, "oops", STOP)).isFalse();
        assertThat(complete(START, "{'type':'error','error':{'type':'overloaded_error'}}", STOP))
                .isFalse();
    }

    @Test
    void an_error_in_the_stream_keeps_its_meaning() {
        assertThat(stream(START, "{'type':'error','error':{'type':'overloaded_error','message':'Overloaded'}}"))
                .last()
                .isInstanceOfSatisfying(AnswerDelta.Failed.class, failed -> {
                    assertThat(failed.failure().kind()).isEqualTo(FailureKind.OVERLOADED);
                    assertThat(failed.failure().message()).isEqualTo("Overloaded");
                });
    }

    private Answer decode(String body) {
        return codec.decode(bytes(body));
    }

    private List<AnswerDelta> stream(String... events) {
        StreamDecoder decoder = codec.stream();
        List<AnswerDelta> steps = new ArrayList<>();
        for (String event : events) {
            steps.addAll(decode(decoder, event));
        }
        return steps;
    }

    private boolean complete(String... events) {
        StreamDecoder decoder = codec.stream();
        for (String event : events) {
            decode(decoder, event);
        }
        return decoder.complete();
    }

    private static List<AnswerDelta> decode(StreamDecoder decoder, String event) {
        byte[] buffer = bytes("data: " + event + "\n\n");
        return decoder.decode(null, buffer, 6, buffer.length - 8);
    }

    /** JSON in single quotes is easier on the eye; two kinds of quotes never meet in these examples. */
    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static Usage usage(long input, long output) {
        return new Usage.Builder()
                .add(Meter.INPUT_TOKENS, input)
                .add(Meter.OUTPUT_TOKENS, output)
                .build();
    }
}
