package io.signalbox.adapter.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.adapter.ConversationCodec;
import io.signalbox.adapter.ConversationCodec.StreamDecoder;
import io.signalbox.adapter.Failure;
import io.signalbox.adapter.UnreadableAnswerException;
import io.signalbox.adapter.Usage;
import io.signalbox.adapter.conversation.Answer;
import io.signalbox.adapter.conversation.AnswerDelta;
import io.signalbox.adapter.conversation.Part;
import io.signalbox.adapter.conversation.StopReason;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.contracts.usage.Meter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeminiAnswerTest {
    private static final String TEXT =
            "{'candidates':[{'content':{'parts':[{'text':'Hel'}]},'index':0}],'modelVersion':'m','responseId':'r'}";
    private static final String END =
            "{'candidates':[{'content':{'parts':[{'text':''}]},'finishReason':'STOP'}],'modelVersion':'m','responseId':'r'}";

    private final ConversationCodec codec = new GeminiAdapter(InstantSource.system(), () -> "made-up")
            .conversations()
            .orElseThrow();

    @Test
    void an_answer_is_its_first_candidate_and_each_signature_stands_before_its_part() {
        Answer answer = decode("""
                {'candidates':[{'content':{'role':'model','parts':[{'text':'hm','thought':true},{'text':'hi'},
                  {'functionCall':{'id':'g1','name':'f','args':{'a':1}},'thoughtSignature':'Er=='},
                  {'functionCall':{'name':'g'}},{'text':''},{'executableCode':{'code':'1'}}]},'finishReason':'STOP'}],
                 'usageMetadata':{'promptTokenCount':5,'cachedContentTokenCount':3,'candidatesTokenCount':4,'thoughtsTokenCount':2},
                 'modelVersion':'m','responseId':'r:1'}""");

        assertThat(answer)
                .isEqualTo(new Answer(
                        "r:1",
                        "m",
                        List.of(
                                new Part.Reasoning("hm", null),
                                new Part.Text("hi"),
                                new Part.Reasoning("", "gemini:Er=="),
                                new Part.ToolCall("g1", "f", "{\"a\":1}"),
                                new Part.ToolCall("call_r_1_1", "g", "{}")),
                        StopReason.TOOL_CALLS,
                        new Usage.Builder()
                                .add(Meter.INPUT_TOKENS, 2)
                                .add(Meter.CACHED_INPUT_TOKENS, 3)
                                .add(Meter.OUTPUT_TOKENS, 4)
                                .add(Meter.REASONING_TOKENS, 2)
                                .build()));
    }

    @Test
    void a_call_in_an_answer_without_an_id_gets_one_made_up() {
        assertThat(decode("{'candidates':[{'content':{'parts':[{'functionCall':{'name':'f'}}]}}]}")
                        .parts())
                .containsExactly(new Part.ToolCall("call_made-up_0", "f", "{}"));
    }

    @Test
    void an_image_is_a_part_of_a_whole_answer() {
        assertThat(decode(
                                "{'candidates':[{'content':{'parts':[{'inlineData':{'mimeType':'image/png','data':'aGk='}}]}}]}")
                        .parts())
                .containsExactly(new Part.ImageBytes("image/png", "aGk="));
    }

    @ParameterizedTest
    @CsvSource({
        "STOP,STOP",
        "MAX_TOKENS,LENGTH",
        "SAFETY,CONTENT_FILTER",
        "RECITATION,CONTENT_FILTER",
        "BLOCKLIST,CONTENT_FILTER",
        "PROHIBITED_CONTENT,CONTENT_FILTER",
        "SPII,CONTENT_FILTER",
        "IMAGE_SAFETY,CONTENT_FILTER",
        "NOT_KNOWN_YET,STOP"
    })
    void every_reason_to_stop_has_its_meaning(String reason, StopReason meaning) {
        Answer answer = decode("{'candidates':[{'finishReason':'" + reason + "'}]}");

        assertThat(answer.stopReason()).isEqualTo(meaning);
        assertThat(answer.failure()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL", "TOO_MANY_TOOL_CALLS", "OTHER", "LANGUAGE"})
    void an_answer_that_broke_off_is_a_failure(String reason) {
        assertThat(decode("{'candidates':[{'finishReason':'" + reason + "'}]}").failure())
                .isEqualTo(
                        new Failure(FailureKind.PROVIDER_ERROR, null, "the answer broke off: " + reason, reason, null));
    }

    @Test
    void a_blocked_prompt_is_filtered_content_and_its_tokens_count() {
        Answer answer = decode(
                "{'promptFeedback':{'blockReason':'SAFETY'},'usageMetadata':{'promptTokenCount':9},'modelVersion':'m'}");

        assertThat(answer.stopReason()).isEqualTo(StopReason.CONTENT_FILTER);
        assertThat(answer.failure())
                .isEqualTo(Failure.of(FailureKind.CONTENT_FILTERED, "the prompt was blocked: SAFETY"));
        assertThat(answer.usage())
                .isEqualTo(new Usage.Builder().add(Meter.INPUT_TOKENS, 9).build());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'error':{'code':503,'status':'UNAVAILABLE'}}",
                "[]",
                "{'candidates':[]}",
                "{'candidates':[",
                "<html>",
                "{'candidates':[{'content':{'parts':[{'functionCall':{}}]}}]}"
            })
    void what_is_no_answer_is_unreadable(String body) {
        assertThatThrownBy(() -> decode(body)).isInstanceOf(UnreadableAnswerException.class);
    }

    @Test
    void a_stream_of_text_is_told_step_by_step_and_has_no_end_of_its_own() {
        assertThat(
                        stream(
                                "{'candidates':[{'content':{'parts':[{'text':'hm','thought':true}]}}],'modelVersion':'m','responseId':'r'}",
                                TEXT,
                                "",
                                "{'candidates':[{'content':{'parts':[{'text':'lo','thoughtSignature':'Er=='}]},'index':0},{'content':{'parts':[{'text':'other'}]},'index':1}]}",
                                "{'candidates':[{'finishReason':'MAX_TOKENS'}],'usageMetadata':{'promptTokenCount':5,'candidatesTokenCount':3}}"))
                .containsExactly(
                        new AnswerDelta.Started("r", "m"),
                        new AnswerDelta.ReasoningAdded("hm"),
                        new AnswerDelta.TextAdded("Hel"),
                        new AnswerDelta.ReasoningSigned("gemini:Er=="),
                        new AnswerDelta.TextAdded("lo"),
                        new AnswerDelta.UsageReported(usage(5, 3)),
                        new AnswerDelta.Stopped(StopReason.LENGTH));
    }

    @Test
    void tool_calls_come_whole_in_parallel_and_are_remembered_until_the_end() {
        assertThat(stream(
                        "{'candidates':[{'content':{'parts':[{'functionCall':{'name':'f','args':{'a':1}}},{'functionCall':{'name':'g'}}]}}],'modelVersion':'m','responseId':'r'}",
                        END))
                .containsExactly(
                        new AnswerDelta.Started("r", "m"),
                        new AnswerDelta.ToolCallStarted(0, "call_r_0", "f"),
                        new AnswerDelta.ToolArgumentsAdded(0, "{\"a\":1}"),
                        new AnswerDelta.ToolCallStarted(1, "call_r_1", "g"),
                        new AnswerDelta.ToolArgumentsAdded(1, "{}"),
                        new AnswerDelta.Stopped(StopReason.TOOL_CALLS));
    }

    @Test
    void a_stream_is_whole_only_when_it_was_finished_and_did_not_fail() {
        assertThat(complete(TEXT, END)).isTrue();
        assertThat(complete(END)).isTrue();
        assertThat(complete(END, TEXT)).isTrue();
        assertThat(complete(TEXT)).isFalse();
        assertThat(complete()).isFalse();
        assertThat(complete(TEXT, "oops", END)).isFalse();
        assertThat(complete(TEXT, "{'error':{'code':500,'message':'x'}}", END)).isFalse();
        assertThat(complete("{'candidates':[{'finishReason':'OTHER'}]}", END)).isFalse();
    }

    @Test
    void a_failure_in_the_stream_keeps_its_meaning_and_what_was_used() {
        assertThat(stream("{'error':{'code':429,'message':'Slow.','status':'RESOURCE_EXHAUSTED'}}"))
                .singleElement()
                .isInstanceOfSatisfying(
                        AnswerDelta.Failed.class,
                        failed -> assertThat(failed.failure().kind()).isEqualTo(FailureKind.RATE_LIMITED));
        assertThat(stream("{'promptFeedback':{'blockReason':'OTHER'},'usageMetadata':{'promptTokenCount':9}}"))
                .contains(new AnswerDelta.UsageReported(usage(9, 0)))
                .last()
                .isInstanceOfSatisfying(
                        AnswerDelta.Failed.class,
                        failed -> assertThat(failed.failure().kind()).isEqualTo(FailureKind.CONTENT_FILTERED));
        assertThat(stream("{'candidates':[{'content':{'parts':[{'inlineData':{'data':'aGk='}}]}}]}"))
                .last()
                .isInstanceOf(AnswerDelta.Failed.class);
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
