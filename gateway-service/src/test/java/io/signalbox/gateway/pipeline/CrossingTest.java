package io.signalbox.gateway.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.signalbox.contracts.usage.Outcome;
import io.signalbox.simulator.Settings;
import io.signalbox.simulator.SimulatedProvider;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A caller that speaks OpenAI's format and a target that speaks Anthropic's. */
class CrossingTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String TOOL =
            "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\",\"parameters\":{\"type\":\"object\"}}}]";

    private final DataPlaneFixture gateway = new DataPlaneFixture();
    private SimulatedProvider provider;

    @BeforeEach
    void start() throws IOException {
        provider = SimulatedProvider.start(Settings.local().withKey("anthropic", "sk-main"));
        provider.models("anthropic").add("small");
        gateway.target("main", "anthropic", provider.baseUrl("anthropic")).start();
    }

    @AfterEach
    void close() throws IOException {
        gateway.close();
        provider.close();
    }

    private HttpResponse<String> ask(String content, String more) {
        return gateway.caller()
                .chat("{\"model\":\"main/small\",\"messages\":[{\"role\":\"system\",\"content\":\"be brief\"},"
                        + "{\"role\":\"user\",\"content\":\"" + content + "\"}]" + more + "}");
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    private static List<JsonNode> chunks(String stream) {
        List<JsonNode> chunks = new ArrayList<>();
        stream.lines()
                .filter(line -> line.startsWith("data: {"))
                .forEach(line -> chunks.add(json(line.substring("data: ".length()))));
        return chunks;
    }

    @Test
    void a_whole_answer_is_a_chat_completion() {
        HttpResponse<String> reply = ask("hi [[sim output=5 cached=3 input=20]]", "");

        JsonNode answer = json(reply.body());
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(answer.path("object").asText()).isEqualTo("chat.completion");
        assertThat(answer.at("/choices/0/message/role").asText()).isEqualTo("assistant");
        assertThat(answer.at("/choices/0/message/content").asText()).isNotBlank();
        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(20);
        assertThat(answer.at("/usage/prompt_tokens_details/cached_tokens").asInt())
                .isEqualTo(3);
        assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(5);
    }

    @Test
    void a_stream_says_the_same_as_the_whole_answer() {
        String whole = json(ask("hi [[sim output=9 chunks=3]]", "").body())
                .at("/choices/0/message/content")
                .asText();

        HttpResponse<String> reply =
                ask("hi [[sim output=9 chunks=3]]", ",\"stream\":true,\"stream_options\":{\"include_usage\":true}");

        List<JsonNode> chunks = chunks(reply.body());
        StringBuilder said = new StringBuilder();
        chunks.forEach(chunk -> said.append(chunk.at("/choices/0/delta/content").asText("")));
        assertThat(said).hasToString(whole);
        assertThat(chunks.getFirst().at("/choices/0/delta/role").asText()).isEqualTo("assistant");
        assertThat(chunks.getLast().path("choices")).isEmpty();
        assertThat(chunks.getLast().at("/usage/completion_tokens").asInt()).isEqualTo(9);
        assertThat(reply.body()).endsWith("data: [DONE]\n\n");
        assertThat(gateway.closed(2).getLast().closing().outcome()).isEqualTo(Outcome.SUCCEEDED);
    }

    @Test
    void a_stream_without_usage_asked_for_has_none() {
        HttpResponse<String> reply = ask("hi", ",\"stream\":true");

        assertThat(reply.body()).doesNotContain("usage").endsWith("data: [DONE]\n\n");
    }

    @Test
    void a_tool_call_crosses_both_ways() {
        JsonNode call = json(
                ask("use tool weather {\\\"city\\\":\\\"Bonn\\\"}", "," + TOOL).body());

        JsonNode asked = call.at("/choices/0/message/tool_calls/0");
        HttpResponse<String> reply = gateway.caller()
                .chat("{\"model\":\"main/small\",\"messages\":[{\"role\":\"user\",\"content\":\"weather?\"},"
                        + "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[" + asked + "]},"
                        + "{\"role\":\"tool\",\"tool_call_id\":" + asked.path("id") + ",\"content\":\"rain\"}],"
                        + TOOL + "}");

        assertThat(call.at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
        assertThat(asked.at("/function/name").asText()).isEqualTo("weather");
        assertThat(json(asked.at("/function/arguments").asText()).path("city").asText())
                .isEqualTo("Bonn");
        assertThat(reply.statusCode()).isEqualTo(200);
    }

    @Test
    void a_streamed_tool_call_adds_up_to_its_arguments() {
        HttpResponse<String> reply = ask("use tool weather {\\\"city\\\":\\\"Bonn\\\"}", ",\"stream\":true," + TOOL);

        StringBuilder arguments = new StringBuilder();
        chunks(reply.body())
                .forEach(chunk -> arguments.append(chunk.at("/choices/0/delta/tool_calls/0/function/arguments")
                        .asText("")));
        assertThat(json(arguments.toString()).path("city").asText()).isEqualTo("Bonn");
        assertThat(reply.body()).contains("\"finish_reason\":\"tool_calls\"");
    }

    @Test
    void what_the_target_cannot_do_is_refused_by_name_and_not_sent() {
        HttpResponse<String> reply = ask("hi", ",\"n\":3,\"logprobs\":true");

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("unsupported_parameter").contains("logprobs");
        assertThat(provider.tally().entries()).isEmpty();
        assertThat(gateway.journal.opened).isEmpty();
    }

    @Test
    void a_message_of_no_known_form_is_refused_with_its_place() {
        HttpResponse<String> reply = gateway.caller()
                .chat(
                        "{\"model\":\"main/small\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"king\"}]}");

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("messages[1].role");
    }

    @Test
    void embeddings_are_refused_where_the_target_has_none() {
        HttpResponse<String> reply = gateway.caller()
                .send(gateway.caller().post("/v1/embeddings", "{\"model\":\"main/embed\",\"input\":\"a\"}"));

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("unsupported_parameter");
    }
}
