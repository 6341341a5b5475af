package io.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Google is answered as when nothing is wrong, and what it refuses. */
final class GeminiAnswersTest {
    private static final String TOOLS =
            "\"tools\":[{\"functionDeclarations\":[{\"name\":\"weather\",\"parametersJsonSchema\":"
                    + "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}},{\"name\":\"clock\"}]}]";

    private SimulatedProvider provider;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        provider = SimulatedProvider.start(Settings.local().withKey("gemini", Client.GEMINI_KEY));
        client = new Client(provider.url());
    }

    @AfterEach
    void stop() throws IOException {
        provider.close();
    }

    private static String ask(String text, String more) {
        return "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"" + text + "\"}]}]" + more + "}";
    }

    private static String text(JsonNode event) {
        return event.at("/candidates/0/content/parts/0/text").asText();
    }

    @Test
    void an_answer_echoes_and_counts_cached_tokens_inside_and_thoughts_beside() throws Exception {
        JsonNode answer = client.gemini(
                        "sim-small:generateContent",
                        ask("one two [[sim input=500 cached=100 output=70 reasoning=10]]", ""))
                .json();

        JsonNode usage = answer.path("usageMetadata");
        assertThat(text(answer)).startsWith("You said: one two");
        assertThat(answer.at("/candidates/0/finishReason").asText()).isEqualTo("STOP");
        assertThat(answer.path("modelVersion").asText()).isEqualTo("sim-small");
        assertThat(usage.path("promptTokenCount").asInt()).isEqualTo(500);
        assertThat(usage.path("cachedContentTokenCount").asInt()).isEqualTo(100);
        assertThat(usage.path("candidatesTokenCount").asInt()).isEqualTo(60);
        assertThat(usage.path("thoughtsTokenCount").asInt()).isEqualTo(10);
        assertThat(usage.path("totalTokenCount").asInt()).isEqualTo(570);
        assertThat(provider.tally().entries().getFirst().model()).isEqualTo("sim-small");
    }

    @Test
    void a_stream_says_the_same_and_ends_with_its_reason() throws Exception {
        String wish = ask("[[sim output=40 chunks=16 reasoning=4]] count the wheels", "");
        JsonNode whole = client.gemini("sim-small:generateContent", wish).json();

        Client.Got got = client.gemini("sim-small:streamGenerateContent?alt=sse", wish);

        List<JsonNode> events = got.events();
        StringBuilder said = new StringBuilder();
        events.forEach(event -> said.append(text(event)));
        assertThat(got.header("content-type")).startsWith("text/event-stream");
        assertThat(said).hasToString(text(whole));
        assertThat(events).hasSize(1 + 16 + 1);
        assertThat(events.getLast().at("/candidates/0/finishReason").asText()).isEqualTo("STOP");
        assertThat(events.getLast().path("usageMetadata")).isEqualTo(whole.path("usageMetadata"));
        assertThat(provider.tally().entries().getLast().stream()).isTrue();
    }

    @Test
    void tools_are_called_in_parallel_without_ids_and_only_the_first_is_signed() throws Exception {
        JsonNode parts = client.gemini(
                        "sim-small:generateContent",
                        ask("use tool weather {\\\"city\\\":\\\"Bonn\\\"} and use tool clock", "," + TOOLS))
                .json()
                .at("/candidates/0/content/parts");

        assertThat(parts.at("/0/functionCall/args/city").asText()).isEqualTo("Bonn");
        assertThat(parts.at("/1/functionCall/name").asText()).isEqualTo("clock");
        assertThat(parts.at("/0/functionCall").has("id")).isFalse();
        assertThat(parts.at("/0").has("thoughtSignature")).isTrue();
        assertThat(parts.at("/1").has("thoughtSignature")).isFalse();
    }

    @Test
    void a_tool_that_must_be_called_is_and_its_result_is_answered_in_words() throws Exception {
        JsonNode called = client.gemini(
                        "sim-small:generateContent",
                        ask(
                                "hi",
                                "," + TOOLS
                                        + ",\"toolConfig\":{\"functionCallingConfig\":{\"mode\":\"ANY\",\"allowedFunctionNames\":[\"clock\"]}}"))
                .json();
        JsonNode answered = client.gemini(
                        "sim-small:generateContent",
                        "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"functionResponse\":"
                                + "{\"name\":\"weather\",\"response\":{\"output\":\"rain\"}}}]}]," + TOOLS + "}")
                .json();

        assertThat(called.at("/candidates/0/content/parts/0/functionCall/name").asText())
                .isEqualTo("clock");
        assertThat(text(answered)).startsWith("The tool answered: rain");
    }

    @Test
    void the_model_list_has_pages() throws Exception {
        JsonNode first = client.send("GET", "/gemini/v1beta/models?pageSize=2", "", "x-goog-api-key", Client.GEMINI_KEY)
                .json();
        JsonNode rest = client.send(
                        "GET",
                        "/gemini/v1beta/models?pageSize=1000&pageToken="
                                + first.path("nextPageToken").asText(),
                        "",
                        "x-goog-api-key",
                        Client.GEMINI_KEY)
                .json();

        assertThat(first.path("models")).hasSize(2);
        assertThat(first.at("/models/0/name").asText()).isEqualTo("models/gemini-3.1-pro");
        assertThat(rest.has("nextPageToken")).isFalse();
        assertThat(rest.path("models").size() + 2)
                .isEqualTo(provider.models("gemini").all().size());
    }

    @Test
    void tokens_are_counted_beforehand_as_afterwards() throws Exception {
        String body = ask("one two three", ",\"systemInstruction\":{\"parts\":[{\"text\":\"be brief\"}]}");

        int before = client.gemini("sim-small:countTokens", body)
                .json()
                .path("totalTokens")
                .asInt();
        int after = client.gemini("sim-small:generateContent", body)
                .json()
                .at("/usageMetadata/promptTokenCount")
                .asInt();

        assertThat(before).isEqualTo(3 + 4 + 2 + 4).isEqualTo(after);
    }

    @Test
    void wrong_keys_unknown_models_and_fields_and_broken_bodies_are_refused_as_google_does() throws Exception {
        Client.Got key = client.send(
                "POST", "/gemini/v1beta/models/sim-small:generateContent", ask("hi", ""), "x-goog-api-key", "no");
        Client.Got model = client.gemini("gemini-9:generateContent", ask("hi", ""));
        Client.Got field = client.gemini("sim-small:generateContent", ask("hi", ",\"messages\":[]"));
        Client.Got broken = client.gemini("sim-small:generateContent", "{\"contents\":");
        Client.Got method = client.gemini("sim-small:predict", ask("hi", ""));

        assertThat(key.status()).isEqualTo(400);
        assertThat(key.json().at("/error/details/0/reason").asText()).isEqualTo("API_KEY_INVALID");
        assertThat(model.status()).isEqualTo(404);
        assertThat(model.json().at("/error/status").asText()).isEqualTo("NOT_FOUND");
        assertThat(field.status()).isEqualTo(400);
        assertThat(field.json().at("/error/message").asText()).contains("Unknown name \"messages\"");
        assertThat(broken.status()).isEqualTo(400);
        assertThat(method.status()).isEqualTo(404);
    }

    @Test
    void the_third_generation_wants_its_calls_back_signed_and_no_generation_takes_a_false_signature() throws Exception {
        assertThat(replay("gemini-3.1-pro", "")).isEqualTo(400);
        assertThat(replay("gemini-3.1-pro", ",\"thoughtSignature\":\"skip_thought_signature_validator\""))
                .isEqualTo(200);
        assertThat(replay("gemini-2.5-flash", "")).isEqualTo(200);
        assertThat(replay("gemini-2.5-flash", ",\"thoughtSignature\":\"AAAA\"")).isEqualTo(400);
    }

    private int replay(String model, String signature) throws Exception {
        return client.gemini(
                        model + ":generateContent",
                        "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"hi\"}]},"
                                + "{\"role\":\"model\",\"parts\":[{\"functionCall\":{\"name\":\"f\",\"args\":{}}"
                                + signature
                                + "}]},{\"role\":\"user\",\"parts\":[{\"functionResponse\":{\"name\":\"f\",\"response\":{\"output\":\"1\"}}}]}]}")
                .status();
    }
}
