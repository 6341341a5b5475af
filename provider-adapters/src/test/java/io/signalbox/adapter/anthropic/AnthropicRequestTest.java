package io.signalbox.adapter.anthropic;

import static io.signalbox.adapter.ConversationExamples.empty;
import static io.signalbox.adapter.ConversationExamples.hello;
import static io.signalbox.adapter.ConversationExamples.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.ConversationCodec;
import io.signalbox.adapter.ConversationExamples;
import io.signalbox.adapter.conversation.Conversation.OutputFormat;
import io.signalbox.adapter.conversation.Conversation.ToolChoice;
import io.signalbox.adapter.conversation.Part;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnthropicRequestTest {
    private final ConversationCodec codec =
            new AnthropicAdapter().conversations().orElseThrow();

    @Test
    void a_plain_conversation_has_nothing_it_did_not_ask_for_but_a_limit() {
        assertThat(encode(hello())).isEqualTo(json("""
                {"model":"m","max_tokens":4096,
                 "messages":[{"role":"user","content":[{"type":"text","text":"hello"}]}]}"""));
    }

    @Test
    void instructions_are_hoisted_in_order() {
        assertThat(encode(hello().system("first").system("second")).path("system"))
                .isEqualTo(json("[{\"type\":\"text\",\"text\":\"first\"},{\"type\":\"text\",\"text\":\"second\"}]"));
    }

    @Test
    void limits_sampling_stops_and_user_are_carried_over() {
        JsonNode body =
                encode(hello().limit(77).temperature("0.25").stopAt("END").by("u-1"));

        assertThat(body.path("max_tokens").asLong()).isEqualTo(77);
        assertThat(body.path("temperature").decimalValue()).isEqualByComparingTo("0.25");
        assertThat(body.path("stop_sequences")).isEqualTo(json("[\"END\"]"));
        assertThat(body.path("metadata")).isEqualTo(json("{\"user_id\":\"u-1\"}"));
    }

    @Test
    void parallel_tool_results_become_one_turn_and_stand_before_what_the_user_says() {
        JsonNode body = encode(empty().user(new Part.Text("weather?"))
                .assistant(
                        new Part.Text(""),
                        new Part.ToolCall("c1", "w", "{\"city\":\"Rome\"}"),
                        new Part.ToolCall("c2", "w", ""))
                .user(new Part.ToolResult("c1", "sunny", false))
                .user(new Part.Text("and?"), new Part.ToolResult("c2", "no city", true))
                .tool("w", "{}"));

        assertThat(body.path("messages")).isEqualTo(json("""
                [{"role":"user","content":[{"type":"text","text":"weather?"}]},
                 {"role":"assistant","content":[
                   {"type":"tool_use","id":"c1","name":"w","input":{"city":"Rome"}},
                   {"type":"tool_use","id":"c2","name":"w","input":{}}]},
                 {"role":"user","content":[
                   {"type":"tool_result","tool_use_id":"c1","content":"sunny"},
                   {"type":"tool_result","tool_use_id":"c2","content":"no city","is_error":true},
                   {"type":"text","text":"and?"}]}]"""));
    }

    @Test
    void images_go_by_value_or_by_address() {
        JsonNode content = encode(empty().user(
                                new Part.ImageBytes("image/png", "aGk="), new Part.ImageUrl("https://x.example/a.png")))
                .at("/messages/0/content");

        assertThat(content).isEqualTo(json("""
                [{"type":"image","source":{"type":"base64","media_type":"image/png","data":"aGk="}},
                 {"type":"image","source":{"type":"url","url":"https://x.example/a.png"}}]"""));
    }

    @Test
    void reasoning_signed_here_goes_back_and_unsigned_or_signed_elsewhere_stays() {
        JsonNode content = encode(hello().assistant(
                                new Part.Reasoning("secret thoughts", "sig"),
                                new Part.Reasoning("unsigned", null),
                                new Part.Reasoning("another's", "other:sig"),
                                new Part.Text("hi")))
                .at("/messages/1/content");

        assertThat(content).isEqualTo(json("""
                [{"type":"thinking","thinking":"secret thoughts","signature":"sig"},{"type":"text","text":"hi"}]"""));
    }

    @Test
    void a_tool_without_parameters_has_an_empty_schema() {
        assertThat(encode(hello().tool("now", "{}")).path("tools"))
                .isEqualTo(json("[{\"name\":\"now\",\"input_schema\":{\"type\":\"object\",\"properties\":{}}}]"));
    }

    @Test
    void every_tool_choice_has_its_word() {
        assertThat(choice(new ToolChoice.Auto())).isEqualTo(json("{\"type\":\"auto\"}"));
        assertThat(choice(new ToolChoice.None())).isEqualTo(json("{\"type\":\"none\"}"));
        assertThat(choice(new ToolChoice.Required())).isEqualTo(json("{\"type\":\"any\"}"));
        assertThat(choice(new ToolChoice.Named("f"))).isEqualTo(json("{\"type\":\"tool\",\"name\":\"f\"}"));
    }

    @Test
    void one_tool_at_a_time_is_part_of_the_choice() {
        assertThat(encode(hello().tool("f", "{}").oneToolAtATime()).path("tool_choice"))
                .isEqualTo(json("{\"type\":\"auto\",\"disable_parallel_tool_use\":true}"));
    }

    @Test
    void a_schema_for_the_answer_and_the_effort_stand_together() {
        JsonNode body = encode(
                hello().effort("high").format(new OutputFormat.Schema("s", json("{\"type\":\"object\"}"), true)));

        assertThat(body.path("output_config")).isEqualTo(json("""
                {"effort":"high","format":{"type":"json_schema","schema":{"type":"object"}}}"""));
    }

    @Test
    void no_effort_at_all_switches_thinking_off() {
        assertThat(encode(hello().effort("none")).path("thinking")).isEqualTo(json("{\"type\":\"disabled\"}"));
    }

    @Test
    void a_stream_is_asked_for() {
        byte[] body = codec.encode(hello().build(), "m", true);

        assertThat(json(new String(body, StandardCharsets.UTF_8)).path("stream").asBoolean())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "n|2",
                "logprobs|true",
                "top_logprobs|3",
                "seed|7",
                "frequency_penalty|0.1",
                "presence_penalty|-1",
                "logit_bias|{\"5\":1}",
                "audio|{\"voice\":\"x\"}",
                "modalities|[\"text\",\"audio\"]",
                "store|true",
                "prediction|{\"type\":\"content\"}",
                "web_search_options|{}",
                "verbosity|\"high\"",
                "service_tier|\"priority\"",
                "never_heard_of|1"
            })
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
                "n|1",
                "logprobs|false",
                "top_logprobs|0",
                "seed|null",
                "frequency_penalty|0.0",
                "presence_penalty|0",
                "logit_bias|{}",
                "modalities|[\"text\"]",
                "store|false",
                "verbosity|\"medium\"",
                "metadata|{}",
                "service_tier|\"auto\"",
                "prompt_cache_key|\"k\"",
                "never_heard_of|null"
            })
    void what_repeats_its_own_default_asks_for_nothing(String field, String value) {
        assertThat(codec.unsupported(hello().extra(field, value).build())).isEmpty();
    }

    @Test
    void values_that_do_not_fit_are_named() {
        assertThat(codec.unsupported(hello().temperature("1.5")
                        .format(new OutputFormat.AnyJson())
                        .effort("minimal")
                        .user(new Part.ImageBytes("image/tiff", "aGk="), new Part.ImageUrl("http://x.example/a.png"))
                        .assistant(new Part.ToolCall("c9", "f", "[1]"))
                        .build()))
                .hasSize(6)
                .anySatisfy(words -> assertThat(words).contains("temperature"))
                .anySatisfy(words -> assertThat(words).contains("json_object"))
                .anySatisfy(words -> assertThat(words).contains("minimal"))
                .anySatisfy(words -> assertThat(words).contains("image/tiff"))
                .anySatisfy(words -> assertThat(words).contains("https"))
                .anySatisfy(words -> assertThat(words).contains("c9"));
        assertThat(codec.unsupported(hello().temperature("1").effort("max").build()))
                .isEmpty();
    }

    private JsonNode choice(ToolChoice choice) {
        return encode(hello().tool("f", "{}").choosing(choice)).path("tool_choice");
    }

    private JsonNode encode(ConversationExamples conversation) {
        return json(new String(codec.encode(conversation.build(), "m", false), StandardCharsets.UTF_8));
    }
}
