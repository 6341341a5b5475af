package io.signalbox.adapter.gemini;

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

class GeminiRequestTest {
    private static final String SCHEMA = "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}";

    private final ConversationCodec codec = new GeminiAdapter().conversations().orElseThrow();

    @Test
    void a_plain_conversation_has_nothing_it_did_not_ask_for() {
        assertThat(encode(hello())).isEqualTo(json("""
                {"contents":[{"role":"user","parts":[{"text":"hello"}]}]}"""));
    }

    @Test
    void instructions_stand_apart_in_order() {
        assertThat(encode(hello().system("first").system("second")).path("systemInstruction"))
                .isEqualTo(json("{\"parts\":[{\"text\":\"first\"},{\"text\":\"second\"}]}"));
    }

    @Test
    void limits_sampling_and_stops_have_their_fields() {
        JsonNode config = encode(hello().limit(77)
                        .temperature("0.25")
                        .stopAt("END")
                        .extra("seed", "7")
                        .extra("frequency_penalty", "0.5")
                        .extra("presence_penalty", "-1")
                        .extra("top_k", "40")
                        .by("u-1"))
                .path("generationConfig");

        assertThat(config).isEqualTo(json("""
                {"maxOutputTokens":77,"temperature":0.25,"stopSequences":["END"],"seed":7,"frequencyPenalty":0.5,
                 "presencePenalty":-1,"topK":40}"""));
    }

    @Test
    void parallel_tool_results_become_one_turn_with_the_names_of_their_functions() {
        JsonNode contents = encode(empty().user(new Part.Text("weather?"))
                        .assistant(
                                new Part.Text(""),
                                new Part.ToolCall("c1", "weather", "{\"city\":\"Rome\"}"),
                                new Part.ToolCall("c2", "clock", ""))
                        .user(new Part.ToolResult("c1", "sunny", false))
                        .user(new Part.Text("and?"), new Part.ToolResult("c2", "no clock", true)))
                .path("contents");

        assertThat(contents).isEqualTo(json("""
                [{"role":"user","parts":[{"text":"weather?"}]},
                 {"role":"model","parts":[
                   {"functionCall":{"id":"c1","name":"weather","args":{"city":"Rome"}}},
                   {"functionCall":{"id":"c2","name":"clock","args":{}}}]},
                 {"role":"user","parts":[
                   {"functionResponse":{"id":"c1","name":"weather","response":{"output":"sunny"}}},
                   {"functionResponse":{"id":"c2","name":"clock","response":{"error":"no clock"}}},
                   {"text":"and?"}]}]"""));
    }

    @Test
    void the_third_generation_gets_its_own_signatures_back_and_a_stand_in_where_there_is_none() {
        JsonNode contents = encode(
                        hello().assistant(
                                        new Part.Reasoning("thoughts stay here", "gemini:Er=="),
                                        new Part.ToolCall("c1", "f", "{}"),
                                        new Part.ToolCall("c2", "f", "{}"))
                                .user(new Part.ToolResult("c1", "1", false), new Part.ToolResult("c2", "2", false))
                                .assistant(
                                        new Part.Reasoning("somebody else's", "sig"),
                                        new Part.ToolCall("c3", "f", "{}"),
                                        new Part.ToolCall("c4", "f", "{}")),
                        "gemini-3.1-pro")
                .path("contents");

        assertThat(contents.at("/1/parts/0/thoughtSignature").asText()).isEqualTo("Er==");
        assertThat(contents.at("/1/parts/1").has("thoughtSignature")).isFalse();
        assertThat(contents.at("/3/parts/0/thoughtSignature").asText()).isEqualTo("skip_thought_signature_validator");
        assertThat(contents.at("/3/parts/1").has("thoughtSignature")).isFalse();
        assertThat(contents.toString()).doesNotContain("thoughts stay here").doesNotContain("somebody else's");
    }

    @Test
    void a_signature_goes_back_to_text_or_to_an_empty_part_behind_it() {
        JsonNode parts = encode(hello().assistant(
                                new Part.Reasoning("", "gemini:A=="),
                                new Part.Text("hi"),
                                new Part.Reasoning("", "gemini:B==")))
                .at("/contents/1/parts");

        assertThat(parts).isEqualTo(json("""
                [{"text":"hi","thoughtSignature":"A=="},{"text":"","thoughtSignature":"B=="}]"""));
    }

    @ParameterizedTest
    @CsvSource({"gemini-2.5-flash", "models/gemini-1.5-pro", "gemma-3-27b-it"})
    void other_models_need_no_stand_in(String model) {
        assertThat(encode(hello().assistant(new Part.ToolCall("c1", "f", "{}")), model)
                        .at("/contents/1/parts/0")
                        .has("thoughtSignature"))
                .isFalse();
    }

    @Test
    void images_go_by_value_or_by_address() {
        JsonNode parts = encode(empty().user(
                                new Part.ImageBytes("image/png", "aGk="),
                                new Part.ImageUrl("https://x.example/a.JPG?w=1"),
                                new Part.ImageUrl("https://x.example/a")))
                .at("/contents/0/parts");

        assertThat(parts).isEqualTo(json("""
                [{"inlineData":{"mimeType":"image/png","data":"aGk="}},
                 {"fileData":{"fileUri":"https://x.example/a.JPG?w=1","mimeType":"image/jpeg"}},
                 {"fileData":{"fileUri":"https://x.example/a"}}]"""));
    }

    @Test
    void tools_are_declared_and_one_without_parameters_has_no_schema() {
        JsonNode body = encode(hello().tool("f", SCHEMA).tool("now", "{}").tool("none", "{\"type\":\"object\"}"));

        assertThat(body.path("tools"))
                .isEqualTo(json("[{\"functionDeclarations\":[{\"name\":\"f\",\"parametersJsonSchema\":" + SCHEMA
                        + "},{\"name\":\"now\"},{\"name\":\"none\"}]}]"));
        assertThat(body.has("toolConfig")).isFalse();
    }

    @Test
    void every_tool_choice_has_its_mode() {
        assertThat(choice(new ToolChoice.None())).isEqualTo(json("{\"mode\":\"NONE\"}"));
        assertThat(choice(new ToolChoice.Required())).isEqualTo(json("{\"mode\":\"ANY\"}"));
        assertThat(choice(new ToolChoice.Named("f")))
                .isEqualTo(json("{\"mode\":\"ANY\",\"allowedFunctionNames\":[\"f\"]}"));
    }

    @Test
    void an_answer_may_have_to_be_json_and_fit_a_schema() {
        assertThat(encode(hello().format(new OutputFormat.AnyJson())).path("generationConfig"))
                .isEqualTo(json("{\"responseMimeType\":\"application/json\"}"));
        assertThat(encode(hello().format(new OutputFormat.Schema("s", json(SCHEMA), true)))
                        .path("generationConfig"))
                .isEqualTo(json("{\"responseMimeType\":\"application/json\",\"responseJsonSchema\":" + SCHEMA + "}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gemini-2.5-flash|none|{\"thinkingBudget\":0}",
                "gemini-3-flash|none|{\"thinkingBudget\":0}",
                "gemini-2.5-pro|minimal|{\"includeThoughts\":true,\"thinkingBudget\":1024}",
                "gemini-2.5-pro|low|{\"includeThoughts\":true,\"thinkingBudget\":1024}",
                "gemini-2.5-pro|medium|{\"includeThoughts\":true,\"thinkingBudget\":8192}",
                "models/gemini-2.5-pro|high|{\"includeThoughts\":true,\"thinkingBudget\":24576}",
                "gemini-3.1-pro|high|{\"includeThoughts\":true,\"thinkingLevel\":\"high\"}",
                "gemini-10-flash|minimal|{\"includeThoughts\":true,\"thinkingLevel\":\"minimal\"}"
            })
    void effort_is_a_budget_or_a_level_and_never_both(String model, String effort, String config) {
        assertThat(encode(hello().effort(effort), model).at("/generationConfig/thinkingConfig"))
                .isEqualTo(json(config));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "n|2",
                "logprobs|true",
                "top_logprobs|3",
                "logit_bias|{\"5\":1}",
                "audio|{\"voice\":\"x\"}",
                "modalities|[\"text\",\"audio\"]",
                "store|true",
                "prediction|{\"type\":\"content\"}",
                "web_search_options|{}",
                "verbosity|\"high\"",
                "service_tier|\"priority\"",
                "thinking|{\"type\":\"adaptive\"}",
                "seed|\"seven\"",
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
                "seed|null",
                "seed|7",
                "frequency_penalty|0.5",
                "logit_bias|{}",
                "modalities|[\"text\"]",
                "store|false",
                "service_tier|\"auto\"",
                "prompt_cache_key|\"k\"",
                "never_heard_of|null"
            })
    void what_is_carried_over_or_repeats_its_own_default_passes(String field, String value) {
        assertThat(codec.unsupported(hello().extra(field, value).build())).isEmpty();
    }

    @Test
    void values_that_do_not_fit_are_named() {
        assertThat(codec.unsupported(hello().tool("f", "{}")
                        .oneToolAtATime()
                        .effort("xhigh")
                        .stopAt("1")
                        .stopAt("2")
                        .stopAt("3")
                        .stopAt("4")
                        .stopAt("5")
                        .stopAt("6")
                        .user(
                                new Part.ImageBytes("image/gif", "aGk="),
                                new Part.ImageUrl("http://x.example/a.png"),
                                new Part.ToolResult("c8", "?", false))
                        .assistant(new Part.ToolCall("c9", "f", "[1]"))
                        .build()))
                .hasSize(7)
                .anySatisfy(words -> assertThat(words).contains("parallel_tool_calls"))
                .anySatisfy(words -> assertThat(words).contains("xhigh"))
                .anySatisfy(words -> assertThat(words).contains("5 stop sequences"))
                .anySatisfy(words -> assertThat(words).contains("image/gif"))
                .anySatisfy(words -> assertThat(words).contains("https"))
                .anySatisfy(words -> assertThat(words).contains("'c8'"))
                .anySatisfy(words -> assertThat(words).contains("'c9'"));
    }

    private JsonNode choice(ToolChoice choice) {
        return encode(hello().tool("f", "{}").choosing(choice)).at("/toolConfig/functionCallingConfig");
    }

    private JsonNode encode(ConversationExamples conversation) {
        return encode(conversation, "gemini-2.5-flash");
    }

    private JsonNode encode(ConversationExamples conversation, String model) {
        return json(new String(codec.encode(conversation.build(), model, false), StandardCharsets.UTF_8));
    }
}
