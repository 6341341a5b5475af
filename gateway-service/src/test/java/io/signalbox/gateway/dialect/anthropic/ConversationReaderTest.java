package io.signalbox.gateway.dialect.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.signalbox.adapter.conversation.Conversation;
import io.signalbox.adapter.conversation.Conversation.OutputFormat;
import io.signalbox.adapter.conversation.Conversation.Role;
import io.signalbox.adapter.conversation.Conversation.Tool;
import io.signalbox.adapter.conversation.Conversation.ToolChoice;
import io.signalbox.adapter.conversation.Conversation.Turn;
import io.signalbox.adapter.conversation.Part;
import io.signalbox.kit.problem.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A messages request becomes a conversation with everything in its place, or kept under its own name. */
class ConversationReaderTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String HELLO = "\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]";

    private static Conversation read(String body) {
        return ConversationReader.read(body.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException broken) {
            throw new UncheckedIOException(text, broken);
        }
    }

    @Test
    void a_plain_request_asks_for_nothing_it_does_not_say() {
        Conversation conversation = read("{\"model\":\"m\",\"max_tokens\":7," + HELLO + "}");

        assertThat(conversation)
                .isEqualTo(new Conversation(
                        List.of(),
                        List.of(new Turn(Role.USER, List.of(new Part.Text("hello")))),
                        List.of(),
                        new ToolChoice.Auto(),
                        null,
                        7L,
                        null,
                        null,
                        List.of(),
                        new OutputFormat.FreeText(),
                        null,
                        null,
                        Map.of()));
    }

    @Test
    void instructions_stand_apart_wherever_they_were() {
        Conversation conversation = read("""
                {"system":[{"type":"text","text":"first","cache_control":{"type":"ephemeral"}},{"type":"text","text":"second"}],
                 "messages":[{"role":"user","content":"a"},{"role":"system","content":"third"},{"role":"user","content":"b"}]}""");

        assertThat(conversation.system())
                .containsExactly(new Part.Text("first"), new Part.Text("second"), new Part.Text("third"));
        assertThat(conversation.turns()).hasSize(2);
        assertThat(read("{\"system\":\"one\"," + HELLO + "}").system()).containsExactly(new Part.Text("one"));
    }

    @Test
    void blocks_become_parts() {
        Conversation conversation = read("""
                {"messages":[
                 {"role":"user","content":[{"type":"text","text":"look"},
                  {"type":"image","source":{"type":"base64","media_type":"image/png","data":"aGk="}},
                  {"type":"image","source":{"type":"url","url":"https://x/y.png"}}]},
                 {"role":"assistant","content":[{"type":"thinking","thinking":"hm","signature":"Er"},
                  {"type":"redacted_thinking","data":"zz"},
                  {"type":"tool_use","id":"t1","name":"w","input":{"city":"Rome"}},
                  {"type":"tool_use","id":"t2","name":"now"}]},
                 {"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":"sunny"},
                  {"type":"tool_result","tool_use_id":"t2","is_error":true,
                   "content":[{"type":"text","text":"no"},{"type":"text","text":"clock"}]},
                  {"type":"tool_result","tool_use_id":"t3"}]}]}""");

        assertThat(conversation.turns())
                .containsExactly(
                        new Turn(
                                Role.USER,
                                List.of(
                                        new Part.Text("look"),
                                        new Part.ImageBytes("image/png", "aGk="),
                                        new Part.ImageUrl("https://x/y.png"))),
                        new Turn(
                                Role.ASSISTANT,
                                List.of(
                                        new Part.Reasoning("hm", "Er"),
                                        new Part.Reasoning("", null),
                                        new Part.ToolCall("t1", "w", "{\"city\":\"Rome\"}"),
                                        new Part.ToolCall("t2", "now", "{}"))),
                        new Turn(
                                Role.USER,
                                List.of(
                                        new Part.ToolResult("t1", "sunny", false),
                                        new Part.ToolResult("t2", "no\nclock", true),
                                        new Part.ToolResult("t3", "", false))));
        assertThat(conversation.extra()).isEmpty();
    }

    @Test
    void settings_have_their_places() {
        Conversation conversation = read("""
                {"stream":true,"temperature":0.5,"top_p":0.9,"stop_sequences":["END"],"metadata":{"user_id":"u-1"},
                 "output_config":{"effort":"low","format":{"type":"json_schema","schema":{"type":"object"}}},
                 "tools":[{"name":"f","description":"d","input_schema":{"type":"object"},"strict":true,
                  "cache_control":{"type":"ephemeral"},"defer_loading":false},{"type":"custom","name":"g"}],""" + HELLO + "}");

        assertThat(conversation.temperature()).isEqualTo(new BigDecimal("0.5"));
        assertThat(conversation.topP()).isEqualTo(new BigDecimal("0.9"));
        assertThat(conversation.stop()).containsExactly("END");
        assertThat(conversation.user()).isEqualTo("u-1");
        assertThat(conversation.reasoningEffort()).isEqualTo("low");
        assertThat(conversation.outputFormat())
                .isEqualTo(new OutputFormat.Schema("answer", json("{\"type\":\"object\"}"), true));
        assertThat(conversation.tools())
                .containsExactly(
                        new Tool("f", "d", json("{\"type\":\"object\"}"), true), new Tool("g", null, json("{}"), null));
        assertThat(conversation.extra()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"auto|Auto[]", "any|Required[]", "none|None[]", "tool|Named[name=f]"})
    void a_tool_is_chosen_in_the_conversations_words(String type, String choice) {
        Conversation conversation = read("{\"tool_choice\":{\"type\":\"" + type + "\",\"name\":\"f\"}," + HELLO + "}");

        assertThat(conversation.toolChoice()).hasToString(choice);
        assertThat(conversation.parallelToolCalls()).isNull();
    }

    @Test
    void one_tool_at_a_time_is_said_the_other_way_round() {
        String choice = "{\"tool_choice\":{\"type\":\"auto\",\"disable_parallel_tool_use\":%s}," + HELLO + "}";

        assertThat(read(choice.formatted("true")).parallelToolCalls()).isFalse();
        assertThat(read(choice.formatted("false")).parallelToolCalls()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'top_k':3|top_k",
                "'thinking':{'type':'adaptive'}|thinking",
                "'service_tier':'auto'|service_tier",
                "'never_heard_of':null,'mcp_servers':[]|mcp_servers",
                "'output_config':{'task_budget':{}}|output_config.task_budget",
                "'metadata':{'team':'x'}|metadata.team",
                "'tools':[{'type':'web_search_20250305','name':'web_search'}]|tools[0] of type web_search_20250305",
                "'tools':[{'name':'f','defer_loading':true}]|tools[0].defer_loading"
            })
    void what_has_no_place_is_kept_under_its_name(String fields, String name) {
        Conversation conversation = read("{" + fields.replace('\'', '"') + "," + HELLO + "}");

        assertThat(conversation.extra()).containsOnlyKeys(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'type':'document','source':{'type':'text'}}|messages[0].content[0] of type document",
                "{'type':'image','source':{'type':'file','file_id':'f'}}|messages[0].content[0].source of type file",
                "{'type':'tool_result','tool_use_id':'t','content':[{'type':'image','source':"
                        + "{'type':'url','url':'u'}}]}|messages[0].content[0].content with more than text"
            })
    void blocks_without_a_part_are_kept_under_their_place(String block, String name) {
        Conversation conversation =
                read("{\"messages\":[{\"role\":\"user\",\"content\":[" + block.replace('\'', '"') + "]}]}");

        assertThat(conversation.extra()).containsOnlyKeys(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}|messages",
                "{'messages':[]}|messages",
                "{'messages':[{'role':'king','content':'a'}]}|messages[0].role",
                "{'messages':[{'role':'user'}]}|messages[0].content",
                "{'messages':[{'role':'user','content':['a']}]}|messages[0].content[0].type",
                "{'messages':[{'role':'user','content':[{'type':'text'}]}]}|messages[0].content[0].text",
                "{'messages':[{'role':'user','content':[{'type':'tool_use','id':'a','name':'b'}]}]}|messages[0].content[0].type",
                "{'messages':[{'role':'assistant','content':[{'type':'tool_use','id':'a','name':'b','input':[]}]}]}"
                        + "|messages[0].content[0].input",
                "{'max_tokens':'7','messages':[{'role':'user','content':'a'}]}|max_tokens",
                "{'temperature':true,'messages':[{'role':'user','content':'a'}]}|temperature",
                "{'stop_sequences':[1],'messages':[{'role':'user','content':'a'}]}|stop_sequences",
                "{'tools':[{}],'messages':[{'role':'user','content':'a'}]}|tools[0]",
                "{'tool_choice':'auto','messages':[{'role':'user','content':'a'}]}|tool_choice.type",
                "{'tool_choice':{'type':'tool'},'messages':[{'role':'user','content':'a'}]}|tool_choice.name",
                "{'output_config':{'format':{'type':'xml'}},'messages':[{'role':'user','content':'a'}]}"
                        + "|output_config.format.type"
            })
    void what_cannot_be_understood_is_refused_with_its_place(String bodyAndField) {
        String body = bodyAndField.substring(0, bodyAndField.indexOf('|')).replace('\'', '"');
        String field = bodyAndField.substring(bodyAndField.indexOf('|') + 1);

        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.violations().getFirst().field())
                                .isEqualTo(field));
    }
}
