package io.signalbox.adapter.openai;

import static io.signalbox.adapter.ConversationExamples.empty;
import static io.signalbox.adapter.ConversationExamples.hello;
import static io.signalbox.adapter.ConversationExamples.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.ConversationCodec;
import io.signalbox.adapter.ConversationCodec.StreamDecoder;
import io.signalbox.adapter.ConversationExamples;
import io.signalbox.adapter.UnreadableAnswerException;
import io.signalbox.adapter.Usage;
import io.signalbox.adapter.conversation.Answer;
import io.signalbox.adapter.conversation.AnswerDelta;
import io.signalbox.adapter.conversation.Conversation.OutputFormat;
import io.signalbox.adapter.conversation.Conversation.ToolChoice;
import io.signalbox.adapter.conversation.Part;
import io.signalbox.adapter.conversation.StopReason;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.contracts.usage.Meter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiCodecTest {
    private final ConversationCodec codec = new OpenAiAdapter().conversations().orElseThrow();

    @Test
    void a_plain_conversation_has_nothing_it_did_not_ask_for() {
        assertThat(encode(hello(), false))
                .isEqualTo(json("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}"));
    }

    @Test
    void a_stream_is_asked_to_report_its_usage() {
        JsonNode body = encode(hello(), true);

        assertThat(body.path("stream").asBoolean()).isTrue();
        assertThat(body.path("stream_options")).isEqualTo(json("{\"include_usage\":true}"));
    }

    @Test
    void the_beginning_of_an_answer_is_marked_as_a_prefix() {
        byte[] written = codec.encodeContinued(
                empty().user(new Part.Text("tell"))
                        .assistant(new Part.Text("Once"))
                        .build(),
                "m");

        JsonNode body = json(new String(written, StandardCharsets.UTF_8));
        assertThat(body.path("messages").path(1))
                .isEqualTo(json("{\"role\":\"assistant\",\"content\":\"Once\",\"prefix\":true}"));
        assertThat(body.path("stream").asBoolean()).isTrue();
    }

    @Test
    void tool_calls_and_results_are_messages_of_their_own() {
        JsonNode messages = encode(
                        empty().system("first")
                                .system("second")
                                .user(new Part.Text("weather?"), new Part.ImageBytes("image/png", "aGk="))
                                .assistant(
                                        new Part.Reasoning("hm", "sig"),
                                        new Part.ToolCall("c1", "w", "{\"city\":\"Rome\"}"),
                                        new Part.ToolCall("c2", "now", ""))
                                .user(
                                        new Part.Text("and?"),
                                        new Part.ToolResult("c1", "sunny", false),
                                        new Part.ToolResult("c2", "no clock", true)),
                        false)
                .path("messages");

        assertThat(messages).isEqualTo(json("""
                [{"role":"system","content":"first\\n\\nsecond"},
                 {"role":"user","content":[{"type":"text","text":"weather?"},
                   {"type":"image_url","image_url":{"url":"data:image/png;base64,aGk="}}]},
                 {"role":"assistant","content":null,"tool_calls":[
                   {"id":"c1","type":"function","function":{"name":"w","arguments":"{\\"city\\":\\"Rome\\"}"}},
                   {"id":"c2","type":"function","function":{"name":"now","arguments":"{}"}}]},
                 {"role":"tool","tool_call_id":"c1","content":"sunny"},
                 {"role":"tool","tool_call_id":"c2","content":"Error: no clock"},
                 {"role":"user","content":"and?"}]"""));
    }

    @Test
    void settings_of_the_conversation_have_their_fields() {
        JsonNode body = encode(
                hello().limit(77)
                        .temperature("0.5")
                        .stopAt("END")
                        .effort("low")
                        .by("u-1")
                        .tool("f", "{\"type\":\"object\"}")
                        .choosing(new ToolChoice.Named("f"))
                        .oneToolAtATime()
                        .format(new OutputFormat.Schema("s", json("{\"type\":\"object\"}"), true))
                        .extra("seed", "7"),
                false);

        assertThat(body).isEqualTo(json("""
                {"model":"m","messages":[{"role":"user","content":"hello"}],"max_completion_tokens":77,"temperature":0.5,
                 "stop":["END"],"tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object"}}}],
                 "tool_choice":{"type":"function","function":{"name":"f"}},"parallel_tool_calls":false,
                 "response_format":{"type":"json_schema","json_schema":{"name":"s","schema":{"type":"object"},"strict":true}},
                 "reasoning_effort":"low","user":"u-1","seed":7}"""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"top_k|3", "thinking|{\"type\":\"adaptive\"}", "mcp_servers|[1]", "never_heard_of|1", "n|2"})
    void what_has_no_counterpart_is_named(String field, String value) {
        assertThat(codec.unsupported(hello().extra(field, value).build()))
                .singleElement()
                .asString()
                .contains("'" + field + "'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "top_k|null",
                "thinking|{\"type\":\"disabled\"}",
                "cache_control|{\"type\":\"ephemeral\"}",
                "service_tier|\"auto\"",
                "seed|1",
                "n|1"
            })
    void what_asks_for_nothing_or_is_its_own_passes(String field, String value) {
        assertThat(codec.unsupported(hello().extra(field, value).build())).isEmpty();
    }

    @Test
    void an_answer_is_its_first_choice() {
        Answer answer = decode("""
                {"id":"c","model":"m","service_tier":"default","choices":[{"index":0,"finish_reason":"stop","message":{
                  "role":"assistant","content":"hi","reasoning_content":"hm","tool_calls":[
                   {"id":"t1","type":"function","function":{"name":"f","arguments":"{\\"a\\":1}"}},
                   {"id":"t2","function":{"name":"g","arguments":{"b":2}}},
                   {"id":"t3","function":{"name":"h","arguments":""}}]}}],
                 "usage":{"prompt_tokens":5,"completion_tokens":3,"total_tokens":8}}""");

        assertThat(answer)
                .isEqualTo(new Answer(
                        "c",
                        "m",
                        List.of(
                                new Part.Reasoning("hm", null),
                                new Part.Text("hi"),
                                new Part.ToolCall("t1", "f", "{\"a\":1}"),
                                new Part.ToolCall("t2", "g", "{\"b\":2}"),
                                new Part.ToolCall("t3", "h", "{}")),
                        StopReason.TOOL_CALLS,
                        usage(5, 3, "default")));
    }

    @Test
    void a_refusal_is_told_and_is_filtered_content() {
        Answer answer = decode("""
                {"choices":[{"finish_reason":"stop","message":{"content":null,"refusal":"I cannot"}}]}""");

        assertThat(answer.parts()).containsExactly(new Part.Refusal("I cannot"));
        assertThat(answer.stopReason()).isEqualTo(StopReason.CONTENT_FILTER);
        assertThat(answer.usage()).isEqualTo(Usage.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"choices\":[]}", "{\"choices\":[{}]}", "{\"choices\":[", "<html>"})
    void what_is_no_completion_is_unreadable(String body) {
        assertThatThrownBy(() -> decode(body)).isInstanceOf(UnreadableAnswerException.class);
    }

    @Test
    void a_stream_of_text_is_told_step_by_step() {
        assertThat(stream(
                        "{'choices':[],'prompt_filter_results':[1]}",
                        "{'id':'c','model':'m','choices':[{'index':0,'delta':{'role':'assistant','content':''}}],'usage':null}",
                        "{'id':'c','choices':[{'index':0,'delta':{'reasoning':'hm'}},{'index':1,'delta':{'content':'other'}}]}",
                        "{'id':'c','choices':[{'index':0,'delta':{'content':'Hi'}}]}",
                        "{'id':'c','choices':[{'index':0,'delta':{},'finish_reason':'length'}]}",
                        "{'id':'c','choices':[],'usage':{'prompt_tokens':5,'completion_tokens':3}}",
                        "[DONE]"))
                .containsExactly(
                        new AnswerDelta.Started("c", "m"),
                        new AnswerDelta.ReasoningAdded("hm"),
                        new AnswerDelta.TextAdded("Hi"),
                        new AnswerDelta.Stopped(StopReason.LENGTH),
                        new AnswerDelta.UsageReported(usage(5, 3, null)),
                        new AnswerDelta.Ended());
    }

    @Test
    void tool_calls_numbered_from_one_are_counted_from_zero() {
        assertThat(calls(
                        "{'index':1,'id':'t1','function':{'name':'f','arguments':''}}",
                        "{'index':1,'function':{'arguments':'{}'}}",
                        "{'index':2,'id':'t2','function':{'name':'g','arguments':''}}"))
                .containsExactly(
                        new AnswerDelta.ToolCallStarted(0, "t1", "f"),
                        new AnswerDelta.ToolArgumentsAdded(0, "{}"),
                        new AnswerDelta.ToolCallStarted(1, "t2", "g"),
                        new AnswerDelta.ToolArgumentsAdded(1, "{}"));
    }

    @Test
    void tool_calls_without_numbers_or_all_with_one_are_told_apart_by_id() {
        List<AnswerDelta> apart = List.of(
                new AnswerDelta.ToolCallStarted(0, "t1", "f"),
                new AnswerDelta.ToolArgumentsAdded(0, "1"),
                new AnswerDelta.ToolCallStarted(1, "t2", "g"),
                new AnswerDelta.ToolArgumentsAdded(1, "2"),
                new AnswerDelta.ToolArgumentsAdded(1, "3"));

        assertThat(calls(
                        "{'id':'t1','function':{'name':'f','arguments':'1'}}",
                        "{'id':'t2','function':{'name':'g','arguments':'2'}}",
                        "{'function':{'name':'','arguments':'3'}}"))
                .isEqualTo(apart);
        assertThat(calls(
                        "{'index':0,'id':'t1','function':{'name':'f','arguments':'1'}}",
                        "{'index':0,'id':'t2','function':{'name':'g','arguments':'2'}}",
                        "{'index':0,'function':{'arguments':'3'}}"))
                .isEqualTo(apart);
    }

    @Test
    void a_stream_is_whole_only_after_its_terminator_and_without_an_error() {
        String chunk = "{'choices':[{'delta':{'content':'x'}}]}";

        assertThat(complete(chunk, "[DONE]")).isTrue();
        assertThat(complete(chunk)).isFalse();
        assertThat(complete(chunk, "oops", "[DONE]")).isFalse();
        assertThat(complete("{'error':{'message':'no'}}", "[DONE]")).isFalse();
        assertThat(complete("{'choices':[{'delta':{},'finish_reason':'error'}]}", "[DONE]"))
                .isFalse();
        assertThat(complete("{'choices':[],'usage':{'prompt_tokens':99999999999999999999}}", "[DONE]"))
                .isFalse();
    }

    @Test
    void an_error_in_the_stream_keeps_its_meaning() {
        assertThat(stream("{'error':{'message':'wait','code':'rate_limit_exceeded'}}"))
                .singleElement()
                .isInstanceOfSatisfying(
                        AnswerDelta.Failed.class,
                        failed -> assertThat(failed.failure().kind()).isEqualTo(FailureKind.RATE_LIMITED));
    }

    /** The steps between beginning and stop of a stream with these tool deltas, one per chunk. */
    private List<AnswerDelta> calls(String... deltas) {
        List<String> chunks = new ArrayList<>();
        for (String delta : deltas) {
            chunks.add("{'choices':[{'index':0,'delta':{'tool_calls':[" + delta + "]}}]}");
        }
        chunks.add("{'choices':[{'index':0,'delta':{},'finish_reason':'tool_calls'}]}");
        List<AnswerDelta> steps = stream(chunks.toArray(String[]::new));
        assertThat(steps).last().isEqualTo(new AnswerDelta.Stopped(StopReason.TOOL_CALLS));
        return steps.subList(1, steps.size() - 1);
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
        byte[] buffer = ("data: " + event.replace('\'', '"') + "\n\n").getBytes(StandardCharsets.UTF_8);
        return decoder.decode(null, buffer, 6, buffer.length - 8);
    }

    private Answer decode(String body) {
        return codec.decode(body.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode encode(ConversationExamples conversation, boolean streamed) {
        return json(new String(codec.encode(conversation.build(), "m", streamed), StandardCharsets.UTF_8));
    }

    private static Usage usage(long input, long output, @Nullable String tier) {
        return new Usage.Builder()
                .add(Meter.INPUT_TOKENS, input)
                .add(Meter.OUTPUT_TOKENS, output)
                .tier(tier)
                .build();
    }
}
