package io.signalbox.gateway.pipeline;

import static io.signalbox.gateway.pipeline.Told.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.contracts.usage.Outcome;
import io.signalbox.gateway.journal.AttemptClosing;
import io.signalbox.simulator.Settings;
import io.signalbox.simulator.SimulatedProvider;
import io.signalbox.simulator.conversation.Tokens;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A caller that speaks the format of responses and targets that chat, each in its own format. */
class ResponsesCrossingTest {
    private static final String SCHEMA = "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},"
            + "\"required\":[\"city\"],\"additionalProperties\":false}";
    private static final String TOOLS =
            "\"tools\":[{\"type\":\"function\",\"name\":\"weather\",\"parameters\":" + SCHEMA
                    + ",\"strict\":null},{\"type\":\"function\",\"name\":\"clock\",\"parameters\":{\"type\":\"object\"}}]";
    /** A type of OpenAI's format without responses. */
    private static final String CHATS = "openai-compatible";

    private static final String WISH =
            "use tool weather {\\\"city\\\":\\\"Bonn\\\"} and use tool clock {\\\"zone\\\":1}";
    private static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private final DataPlaneFixture gateway = new DataPlaneFixture();
    private SimulatedProvider provider;

    @BeforeEach
    void start() throws IOException {
        Settings settings = Settings.local().withKey("openai", "sk-responding");
        for (String dialect : List.of("openai", "anthropic", "gemini")) {
            settings = settings.withKey(dialect, "sk-" + dialect);
        }
        provider = SimulatedProvider.start(settings);
        for (String dialect : List.of("openai", "anthropic", "gemini")) {
            provider.models(dialect).add("small");
            gateway.target(dialect, dialect.equals("openai") ? CHATS : dialect, provider.baseUrl(dialect));
        }
        gateway.target("responding", "openai", provider.baseUrl("openai"))
                .route("either", DataPlaneFixture.QUICK, 2, "anthropic", "responding")
                .start();
    }

    @AfterEach
    void close() throws IOException {
        gateway.close();
        provider.close();
    }

    private HttpResponse<String> ask(String target, String text, String more) {
        return send(target, "\"" + text + "\"", more);
    }

    private HttpResponse<String> send(String target, String input, String more) {
        return gateway.caller()
                .respond("{\"model\":\"" + target + "/small\",\"instructions\":\"be brief\",\"input\":" + input + more
                        + "}");
    }

    private JsonNode sent() {
        return Messages.json(provider.requests().last(1).getFirst().body());
    }

    /** The usage recorded is, kind by kind, what the provider counted. */
    private void expectTallied() {
        int count = provider.tally().entries().size();
        AttemptClosing closing = gateway.closed(count).getLast().closing();
        Tokens counted = provider.tally().entries().getLast().tokens();
        assertThat(closing.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(meter(closing, "input_tokens")).isEqualTo(counted.input() - counted.cached());
        assertThat(meter(closing, "cached_input_tokens")).isEqualTo(counted.cached());
        assertThat(meter(closing, "output_tokens") + meter(closing, "reasoning_tokens"))
                .isEqualTo(counted.output());
        assertThat(gateway.closed(count).getLast().opening().operation()).isEqualTo("responses");
    }

    private static long meter(AttemptClosing closing, String kind) {
        return closing.meters().getOrDefault(kind, BigDecimal.ZERO).longValue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "gemini"})
    void a_whole_answer_is_a_response(String target) {
        HttpResponse<String> reply = ask(
                target,
                "hi [[sim output=9 cached=3 input=20]]",
                ",\"metadata\":{\"team\":\"search\"},\"temperature\":0.5,\"store\":false,\"max_output_tokens\":64");

        JsonNode answer = json(reply);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(answer.path("id").asText()).startsWith("resp_");
        assertThat(answer.path("object").asText()).isEqualTo("response");
        assertThat(answer.path("status").asText()).isEqualTo("completed");
        assertThat(answer.path("model").asText()).isEqualTo("small");
        assertThat(answer.path("created_at").asLong()).isPositive();
        assertThat(answer.path("error").isNull()).isTrue();
        assertThat(answer.path("incomplete_details").isNull()).isTrue();
        assertThat(answer.path("output")).hasSize(1);
        assertThat(answer.at("/output/0/type").asText()).isEqualTo("message");
        assertThat(answer.at("/output/0/status").asText()).isEqualTo("completed");
        assertThat(answer.at("/output/0/content/0/type").asText()).isEqualTo("output_text");
        assertThat(answer.at("/output/0/content/0/text").asText()).startsWith("You said: hi");
        assertThat(answer.at("/usage/input_tokens").asInt()).isEqualTo(20);
        assertThat(answer.at("/usage/input_tokens_details/cached_tokens").asInt())
                .isEqualTo(3);
        assertThat(answer.at("/usage/output_tokens").asInt()).isEqualTo(9);
        assertThat(answer.at("/usage/total_tokens").asInt()).isEqualTo(29);
        assertThat(answer.at("/metadata/team").asText()).isEqualTo("search");
        assertThat(answer.path("instructions").asText()).isEqualTo("be brief");
        assertThat(answer.path("temperature").asDouble()).isEqualTo(0.5);
        assertThat(answer.path("max_output_tokens").asInt()).isEqualTo(64);
        assertThat(answer.path("store").asBoolean(true)).isFalse();
        expectTallied();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "gemini"})
    void a_stream_says_the_same_in_the_order_of_this_format(String target) {
        String whole = json(ask(target, "hi [[sim output=9 chunks=3]]", ""))
                .at("/output/0/content/0/text")
                .asText();

        HttpResponse<String> reply = ask(target, "hi [[sim output=9 chunks=3 input=20 cached=3]]", ",\"stream\":true");

        List<JsonNode> events = Messages.events(reply.body());
        JsonNode completed = events.getLast().path("response");
        assertThat(Messages.types(reply.body()))
                .containsExactly(
                        "response.created",
                        "response.in_progress",
                        "response.output_item.added",
                        "response.content_part.added",
                        "response.output_text.delta",
                        "response.output_text.delta",
                        "response.output_text.delta",
                        "response.output_text.done",
                        "response.content_part.done",
                        "response.output_item.done",
                        "response.completed");
        assertThat(Messages.told(reply.body(), "/delta")).isEqualTo(whole);
        assertThat(completed.at("/output/0/content/0/text").asText()).isEqualTo(whole);
        assertThat(completed.path("id")).isEqualTo(events.getFirst().at("/response/id"));
        assertThat(completed.at("/usage/input_tokens").asInt()).isEqualTo(20);
        assertThat(completed.at("/usage/output_tokens").asInt()).isEqualTo(9);
        assertThat(reply.body()).doesNotContain("[DONE]");
        ResponseEvents.areInOrder(reply.body());
        expectTallied();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "gemini"})
    void parallel_calls_are_streamed_and_their_results_go_back(String target) {
        HttpResponse<String> called = ask(target, WISH, ",\"stream\":true," + TOOLS);

        JsonNode output = Messages.events(called.body()).getLast().at("/response/output");
        ResponseEvents.areInOrder(called.body());
        assertThat(output)
                .extracting(item -> item.path("name").asText() + " "
                        + item.path("arguments").asText())
                .containsExactly("weather {\"city\":\"Bonn\"}", "clock {\"zone\":1}");
        HttpResponse<String> reply = send(
                target,
                "[{\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"weather?\"}]}," + output.path(0)
                        + "," + output.path(1) + "," + result(output.path(0), "\"rain\"") + ","
                        + result(output.path(1), "[{\"type\":\"input_text\",\"text\":\"noon\"}]") + "]",
                "," + TOOLS);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(json(reply).at("/output/0/content/0/text").asText()).contains("The tool answered: ");
        assertThat(sent().toString()).contains("rain").contains("noon");
        expectTallied();
    }

    private static String result(JsonNode call, String output) {
        return "{\"type\":\"function_call_output\",\"call_id\":" + call.path("call_id") + ",\"output\":" + output + "}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "gemini"})
    void an_image_is_seen(String target) {
        HttpResponse<String> reply = send(
                target,
                "[{\"role\":\"user\",\"content\":[{\"type\":\"input_image\",\"detail\":\"auto\",\"image_url\":"
                        + "\"data:image/png;base64," + PIXEL + "\"},{\"type\":\"input_text\",\"text\":\"what?\"}]}]",
                "");

        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(sent().toString()).contains(PIXEL);
        assertThat(json(reply).at("/usage/input_tokens").asInt()).isGreaterThan(85);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "gemini"})
    void an_answer_of_a_schema_is_asked_for(String target) {
        HttpResponse<String> reply = ask(
                target,
                "hi",
                ",\"text\":{\"format\":{\"type\":\"json_schema\",\"name\":\"place\",\"strict\":true,\"schema\":"
                        + SCHEMA + "}}");

        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(sent().toString()).contains("\"city\":{\"type\":\"string\"}");
        assertThat(json(reply).at("/text/format/name").asText()).isEqualTo("place");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "gemini"})
    void a_limit_that_is_reached_leaves_the_response_incomplete(String target) {
        HttpResponse<String> whole = ask(target, "hi [[sim output=500]]", ",\"max_output_tokens\":16");
        HttpResponse<String> streamed =
                ask(target, "hi [[sim output=500]]", ",\"max_output_tokens\":16,\"stream\":true");

        JsonNode last = Messages.events(streamed.body()).getLast();
        assertThat(json(whole).path("status").asText()).isEqualTo("incomplete");
        assertThat(json(whole).at("/incomplete_details/reason").asText()).isEqualTo("max_output_tokens");
        assertThat(last.path("type").asText()).isEqualTo("response.incomplete");
        assertThat(last.at("/response/incomplete_details/reason").asText()).isEqualTo("max_output_tokens");
        assertThat(last.at("/response/output/0/status").asText()).isEqualTo("incomplete");
        ResponseEvents.areInOrder(streamed.body());
    }

    @Test
    void thoughts_are_told_as_a_summary_to_whom_asks_for_one_and_as_they_are_to_others() {
        String thinking = "data: {\"id\":\"c1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":"
                + "{\"reasoning_content\":\"hm\"},\"finish_reason\":null}]}";
        try (ScriptedProvider thinker =
                        new ScriptedProvider(ScriptedProvider.events(thinking, Talk.HEL, Talk.STOP, Talk.DONE));
                DataPlaneFixture other = new DataPlaneFixture()) {
            other.target("main", CHATS, thinker.baseUrl()).start();
            String ask = "{\"model\":\"main/small\",\"input\":\"hi\",\"stream\":true";

            HttpResponse<String> summary =
                    other.caller().respond(ask + ",\"reasoning\":{\"effort\":\"low\",\"summary\":\"auto\"}}");
            HttpResponse<String> plain = other.caller().respond(ask + "}");

            ResponseEvents.areInOrder(summary.body());
            ResponseEvents.areInOrder(plain.body());
            assertThat(Messages.types(summary.body()))
                    .contains("response.reasoning_summary_text.delta")
                    .doesNotContain("response.reasoning_text.delta");
            assertThat(Messages.types(plain.body())).contains("response.reasoning_text.delta");
            assertThat(Messages.events(summary.body()).getLast().at("/response/output/0/summary/0/text"))
                    .hasToString("\"hm\"");
            assertThat(Messages.events(plain.body()).getLast().at("/response/output/0/content/0/text"))
                    .hasToString("\"hm\"");
            assertThat(thinker.received.getFirst().body()).contains("\"reasoning_effort\":\"low\"");
        }
    }

    @Test
    void a_refusal_is_an_answer_told_as_one() {
        String refusing = "data: {\"id\":\"c1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":"
                + "{\"refusal\":\"I cannot\"},\"finish_reason\":null}]}";
        String whole = "{\"id\":\"c1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\","
                + "\"message\":{\"role\":\"assistant\",\"content\":null,\"refusal\":\"I cannot\"}}]}";
        try (ScriptedProvider refuser = new ScriptedProvider(
                        ScriptedProvider.events(refusing, Talk.STOP, Talk.DONE), ScriptedProvider.json(200, whole));
                DataPlaneFixture other = new DataPlaneFixture()) {
            other.target("main", CHATS, refuser.baseUrl()).start();
            String ask = "{\"model\":\"main/small\",\"input\":\"hi\"";

            HttpResponse<String> streamed = other.caller().respond(ask + ",\"stream\":true}");
            HttpResponse<String> reply = other.caller().respond(ask + "}");

            JsonNode last = Messages.events(streamed.body()).getLast();
            ResponseEvents.areInOrder(streamed.body());
            assertThat(Messages.types(streamed.body())).contains("response.refusal.delta", "response.refusal.done");
            for (JsonNode response : List.of(last.path("response"), json(reply))) {
                assertThat(response.path("status").asText()).isEqualTo("completed");
                assertThat(response.at("/output/0/status").asText()).isEqualTo("completed");
                assertThat(response.at("/output/0/content"))
                        .hasToString("[{\"type\":\"refusal\",\"refusal\":\"I cannot\"}]");
            }
        }
    }

    @Test
    void items_of_one_turn_reach_the_target_as_one() {
        send(
                "openai",
                "[{\"role\":\"developer\",\"content\":\"be kind\"},{\"role\":\"user\",\"content\":\"a\"},"
                        + "{\"type\":\"reasoning\",\"id\":\"rs_1\",\"summary\":[{\"type\":\"summary_text\",\"text\":\"t\"}]},"
                        + "{\"type\":\"message\",\"role\":\"assistant\",\"id\":\"msg_1\",\"status\":\"completed\",\"content\":["
                        + "{\"type\":\"output_text\",\"text\":\"b\",\"annotations\":[]}]},"
                        + "{\"type\":\"function_call\",\"call_id\":\"c1\",\"name\":\"weather\",\"arguments\":\"\"},"
                        + "{\"type\":\"function_call\",\"call_id\":\"c2\",\"name\":\"clock\",\"arguments\":\"{}\"},"
                        + "{\"type\":\"function_call_output\",\"call_id\":\"c1\",\"output\":\"x\"},"
                        + "{\"type\":\"function_call_output\",\"call_id\":\"c2\",\"output\":\"y\"}]",
                "," + TOOLS);

        JsonNode messages = sent().path("messages");
        assertThat(messages)
                .extracting(message -> message.path("role").asText())
                .containsExactly("system", "user", "assistant", "tool", "tool");
        assertThat(messages.path(2).path("content").asText()).isEqualTo("b");
        assertThat(messages.path(2).path("tool_calls")).hasSize(2);
        assertThat(messages.path(0).path("content").asText()).isEqualTo("be brief\n\nbe kind");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"conversation\":\"conv_1\"|'conversation'|'input'",
                "\"store\":true|'store' true|leave it out",
                "\"prompt\":{\"id\":\"p\"}|'prompt'|'instructions'",
                "\"tools\":[{\"type\":\"web_search\"}]|tools[0] of type web_search|offer a function",
                "\"truncation\":\"auto\"|'truncation' auto|leave it out",
                "\"include\":[\"message.output_text.logprobs\"]|'include'|leave it out",
                "\"tool_choice\":{\"type\":\"allowed_tools\"}|'tool_choice'|auto",
                "\"text\":{\"format\":{\"type\":\"json_object\"}}|'text.format'|json_schema",
                "\"never_heard_of\":1|'never_heard_of'|"
            })
    void what_a_chat_cannot_do_is_refused_by_name_with_what_to_do_instead(String row) {
        List<String> parts = List.of(row.split("\\|", 3));

        HttpResponse<String> reply = ask("anthropic", "hi", "," + parts.get(0));

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(json(reply).at("/error/message").asText())
                .contains("'anthropic/small'")
                .contains(parts.get(1))
                .contains(parts.get(2));
        assertThat(json(reply).at("/error/type").asText()).isEqualTo("invalid_request_error");
        assertThat(provider.tally().entries()).isEmpty();
        assertThat(gateway.journal.opened).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"input\":[{\"type\":\"item_reference\",\"id\":\"msg_1\"}]",
                "\"input\":[{\"type\":\"web_search_call\",\"id\":\"ws_1\"}]",
                "\"input\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_file\",\"file_id\":\"f\"}]}]"
            })
    void items_a_chat_has_no_place_for_are_named_with_their_place(String input) {
        HttpResponse<String> reply = gateway.caller().respond("{\"model\":\"openai/small\"," + input + "}");

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(json(reply).at("/error/message").asText()).contains("input[0]");
        assertThat(provider.tally().entries()).isEmpty();
    }

    @Test
    void what_one_target_has_no_place_for_another_is_asked_that_speaks_this_format() {
        HttpResponse<String> reply = gateway.caller()
                .respond("{\"model\":\"either\",\"input\":\"hi\",\"store\":true,\"truncation\":\"auto\"}");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("x-signalbox-target")).hasValue("responding/small");
        assertThat(gateway.journal.opened).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"input\":[]|input",
                "\"input\":[{\"role\":\"king\",\"content\":\"a\"}]|input[0].role",
                "\"input\":[{\"type\":\"function_call\",\"name\":\"x\"}]|input[0].call_id",
                "\"input\":\"a\",\"max_output_tokens\":15|max_output_tokens",
                "\"input\":\"a\",\"tools\":[{\"type\":\"function\"}]|tools[0].name",
                "\"input\":\"a\",\"text\":{\"format\":{\"type\":\"xml\"}}|text.format.type"
            })
    void what_cannot_be_understood_is_refused_with_its_place(String row) {
        List<String> parts = List.of(row.split("\\|"));

        HttpResponse<String> reply = gateway.caller().respond("{\"model\":\"anthropic/small\"," + parts.get(0) + "}");

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(json(reply).at("/error/param").asText()).isEqualTo(parts.get(1));
    }

    @Test
    void a_conversation_goes_on_at_another_target_with_what_the_first_one_said() {
        HttpResponse<String> first = ask("anthropic", WISH, "," + TOOLS);
        String said = json(first).path("output").toString();
        String results = json(first).path("output").findValuesAsText("call_id").stream()
                .map(id -> "{\"type\":\"function_call_output\",\"call_id\":\"" + id + "\",\"output\":\"rain\"}")
                .collect(Collectors.joining(","));

        for (String next : List.of("gemini", "openai", "responding")) {
            HttpResponse<String> reply = send(
                    next,
                    "[{\"role\":\"user\",\"content\":\"weather?\"}," + said.substring(1, said.length() - 1) + ","
                            + results + "]",
                    "," + TOOLS);
            assertThat(reply.statusCode()).as(next + reply.body()).isEqualTo(200);
            assertThat(reply.body()).contains("rain");
        }
    }
}
