package io.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is answered when nothing is wrong: shapes, words and token counts, in both dialects. */
final class AnswersTest {
    private static final String TOOLS_OPENAI = """
            "tools":[{"type":"function","function":{"name":"weather","parameters":{"type":"object",
              "properties":{"city":{"type":"string"}},"required":["city"]}}},
              {"type":"function","function":{"name":"clock","parameters":{"type":"object"}}}]""";

    private SimulatedProvider provider;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        provider = SimulatedProvider.start(
                Settings.local().withKey("openai", Client.OPENAI_KEY).withKey("anthropic", Client.ANTHROPIC_KEY));
        client = new Client(provider.url());
    }

    @AfterEach
    void stop() throws IOException {
        provider.close();
    }

    private static String chat(String text, String more) {
        String quoted = new ObjectMapper().valueToTree(text).toString();
        return "{\"model\":\"sim-small\",\"max_tokens\":1000,\"messages\":[{\"role\":\"user\",\"content\":" + quoted
                + "}]" + more + "}";
    }

    @Test
    void a_completion_echoes_and_counts_words() throws Exception {
        JsonNode answer =
                client.openAi("/chat/completions", chat("one two three", "")).json();

        assertThat(answer.at("/choices/0/message/content").asText())
                .isEqualTo("You said: one two three the signal is clear and the train");
        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(3 + 4);
        assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(12);
        assertThat(answer.at("/usage/total_tokens").asInt()).isEqualTo(19);
    }

    @Test
    void directives_set_every_token_count() throws Exception {
        String wish = "[[sim input=500 cached=100 cache_write=50 output=70 reasoning=10]] hello";

        JsonNode openAi =
                client.openAi("/chat/completions", chat(wish, "")).json().path("usage");
        JsonNode anthropic =
                client.anthropic("/messages", chat(wish, "")).json().path("usage");

        assertThat(openAi.path("prompt_tokens").asInt()).isEqualTo(500);
        assertThat(openAi.at("/prompt_tokens_details/cached_tokens").asInt()).isEqualTo(100);
        assertThat(openAi.at("/prompt_tokens_details/cache_write_tokens").asInt())
                .isEqualTo(50);
        assertThat(openAi.path("completion_tokens").asInt()).isEqualTo(70);
        assertThat(openAi.at("/completion_tokens_details/reasoning_tokens").asInt())
                .isEqualTo(10);
        assertThat(anthropic.path("input_tokens").asInt()).isEqualTo(350);
        assertThat(anthropic.path("cache_read_input_tokens").asInt()).isEqualTo(100);
        assertThat(anthropic.path("cache_creation_input_tokens").asInt()).isEqualTo(50);
        assertThat(anthropic.path("output_tokens").asInt()).isEqualTo(70);
        assertThat(anthropic.at("/output_tokens_details/thinking_tokens").asInt())
                .isEqualTo(10);
        assertThat(provider.tally().summary().tokens().output()).isEqualTo(140);
        assertThat(provider.tally().summary().tokens().input()).isEqualTo(1000);
    }

    @Test
    void a_misspelt_directive_is_refused_in_the_providers_own_body() throws Exception {
        Client.Got got = client.openAi("/chat/completions", chat("[[sim chonks=3]]", ""));

        assertThat(got.status()).isEqualTo(400);
        assertThat(got.json().at("/error/message").asText()).contains("chonks");
    }

    @Test
    void max_tokens_cuts_the_answer() throws Exception {
        JsonNode answer = client.openAi("/chat/completions", chat("hi", ",\"max_completion_tokens\":5"))
                .json();

        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("length");
        assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(5);
        assertThat(answer.at("/choices/0/message/content").asText().split(" ")).hasSize(5);
    }

    @Test
    void a_stream_says_the_same_as_the_whole_answer() throws Exception {
        String wish = "[[sim output=40 chunks=16 reasoning=4]] count the wheels";
        JsonNode whole = client.openAi("/chat/completions", chat(wish, "")).json();

        Client.Got got = client.openAi(
                "/chat/completions", chat(wish, ",\"stream\":true,\"stream_options\":{\"include_usage\":true}"));

        List<JsonNode> events = got.events();
        StringBuilder text = new StringBuilder();
        events.forEach(event -> text.append(event.at("/choices/0/delta/content").asText()));
        assertThat(got.header("content-type")).startsWith("text/event-stream");
        assertThat(text.toString())
                .isEqualTo(whole.at("/choices/0/message/content").asText());
        assertThat(events).hasSize(1 + 16 + 1 + 1);
        assertThat(events.getLast().path("usage")).isEqualTo(whole.path("usage"));
        assertThat(events.getLast().path("choices")).isEmpty();
        assertThat(got.body()).endsWith("data: [DONE]\n\n");
    }

    @Test
    void usage_is_streamed_only_when_asked_for() throws Exception {
        Client.Got got = client.openAi("/chat/completions", chat("hi", ",\"stream\":true"));

        assertThat(got.body()).doesNotContain("usage");
    }

    @Test
    void anthropic_streams_named_events_with_the_same_words() throws Exception {
        JsonNode whole = client.anthropic("/messages", chat("[[sim reasoning=3]] hi", ""))
                .json();
        Client.Got got = client.anthropic("/messages", chat("[[sim reasoning=3]] hi", ",\"stream\":true"));

        StringBuilder text = new StringBuilder();
        got.events().forEach(event -> text.append(event.at("/delta/text").asText()));
        assertThat(text.toString()).isEqualTo(whole.at("/content/1/text").asText());
        assertThat(whole.at("/content/0/type").asText()).isEqualTo("thinking");
        assertThat(got.body()).startsWith("event: message_start\n").endsWith("data: {\"type\":\"message_stop\"}\n\n");
        JsonNode delta = got.events().get(got.events().size() - 2);
        assertThat(delta.at("/delta/stop_reason").asText()).isEqualTo("end_turn");
        assertThat(delta.path("usage")).isEqualTo(whole.path("usage"));
    }

    @Test
    void tools_are_called_when_named_in_parallel_with_given_or_sampled_arguments() throws Exception {
        String text = "use tool weather {\"city\":\"Köln\"} and use tool clock";

        JsonNode answer = client.openAi("/chat/completions", chat(text, "," + TOOLS_OPENAI))
                .json();
        Client.Got stream = client.openAi("/chat/completions", chat(text, ",\"stream\":true," + TOOLS_OPENAI));

        JsonNode calls = answer.at("/choices/0/message/tool_calls");
        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
        assertThat(answer.at("/choices/0/message/content").isNull()).isTrue();
        assertThat(calls.at("/0/function/arguments").asText()).isEqualTo("{\"city\":\"Köln\"}");
        assertThat(calls.at("/1/function/name").asText()).isEqualTo("clock");
        StringBuilder arguments = new StringBuilder();
        for (JsonNode event : stream.events()) {
            JsonNode call = event.at("/choices/0/delta/tool_calls/0");
            if (call.path("index").asInt(-1) == 0) {
                arguments.append(call.at("/function/arguments").asText());
            }
        }
        assertThat(arguments.toString()).isEqualTo("{\"city\":\"Köln\"}");
    }

    @Test
    void a_required_tool_is_called_and_its_result_is_answered_in_words() throws Exception {
        String tools = "\"tools\":[{\"name\":\"weather\",\"input_schema\":{\"type\":\"object\","
                + "\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}}]";
        String result = "{\"model\":\"sim-small\",\"max_tokens\":50," + tools + ",\"tool_choice\":{\"type\":\"any\"},"
                + "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"t\",\"content\":\"rain\"}]}]}";

        JsonNode called = client.anthropic("/messages", chat("hi", ",\"tool_choice\":{\"type\":\"any\"}," + tools))
                .json();
        JsonNode answered = client.anthropic("/messages", result).json();

        assertThat(called.path("stop_reason").asText()).isEqualTo("tool_use");
        assertThat(called.at("/content/0/input/city").asText()).isEqualTo("sample");
        assertThat(answered.at("/content/0/text").asText()).startsWith("The tool answered: rain");
    }

    @Test
    void embeddings_come_as_floats_and_as_the_same_floats_in_base64() throws Exception {
        String body = "{\"model\":\"sim-embed\",\"input\":[\"a b\",\"c\"],\"dimensions\":16";

        JsonNode floats = client.openAi("/embeddings", body + "}").json();
        JsonNode base64 = client.openAi("/embeddings", body + ",\"encoding_format\":\"base64\"}")
                .json();

        byte[] bytes = Base64.getDecoder().decode(base64.at("/data/1/embedding").asText());
        var decoded = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        double squares = 0;
        for (int i = 0; i < 16; i++) {
            assertThat(decoded.get(i))
                    .isEqualTo(floats.at("/data/1/embedding/" + i).floatValue());
            squares += Math.pow(decoded.get(i), 2);
        }
        assertThat(decoded.limit()).isEqualTo(16);
        assertThat(squares).isCloseTo(1.0, within(1e-5));
        assertThat(floats.at("/usage/prompt_tokens").asInt()).isEqualTo(3);
        assertThat(floats.path("data")).hasSize(2);
    }

    @Test
    void model_lists_have_each_providers_shape_and_pages() throws Exception {
        JsonNode openAi = client.send("GET", "/openai/v1/models", "", "authorization", "Bearer " + Client.OPENAI_KEY)
                .json();
        JsonNode first = client.send("GET", "/anthropic/v1/models?limit=2", "", "x-api-key", Client.ANTHROPIC_KEY)
                .json();
        JsonNode next = client.send(
                        "GET",
                        "/anthropic/v1/models?limit=1000&after_id="
                                + first.path("last_id").asText(),
                        "",
                        "x-api-key",
                        Client.ANTHROPIC_KEY)
                .json();

        assertThat(openAi.path("data").findValuesAsText("id")).contains("gpt-5.4-mini", "sim-small");
        assertThat(first.path("has_more").asBoolean()).isTrue();
        assertThat(next.path("has_more").asBoolean()).isFalse();
        assertThat(first.path("data").size() + next.path("data").size())
                .isEqualTo(provider.models("anthropic").all().size());
    }

    @Test
    void wrong_keys_unknown_models_and_broken_bodies_are_refused_in_each_dialect() throws Exception {
        Client.Got openAi =
                client.send("POST", "/openai/v1/chat/completions", chat("hi", ""), "authorization", "Bearer no");
        Client.Got anthropic =
                client.send("POST", "/anthropic/v1/messages", chat("hi", ""), "x-api-key", Client.OPENAI_KEY);
        Client.Got model = client.openAi("/chat/completions", chat("hi", "").replace("sim-small", "gpt-9"));
        Client.Got broken = client.anthropic("/messages", "{\"model\":");

        assertThat(openAi.status()).isEqualTo(401);
        assertThat(openAi.json().at("/error/code").asText()).isEqualTo("invalid_api_key");
        assertThat(anthropic.status()).isEqualTo(401);
        assertThat(anthropic.json().at("/error/type").asText()).isEqualTo("authentication_error");
        assertThat(model.status()).isEqualTo(404);
        assertThat(model.json().at("/error/code").asText()).isEqualTo("model_not_found");
        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.json().at("/error/type").asText()).isEqualTo("invalid_request_error");
    }

    @Test
    void tokens_are_counted_beforehand_as_afterwards() throws Exception {
        String body = chat("one two three", ",\"system\":\"be brief\"");

        int before = client.anthropic("/messages/count_tokens", body)
                .json()
                .path("input_tokens")
                .asInt();
        int after = client.anthropic("/messages", body)
                .json()
                .at("/usage/input_tokens")
                .asInt();

        assertThat(before).isEqualTo(3 + 4 + 2 + 4).isEqualTo(after);
    }
}
