package io.signalbox.gateway.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.contracts.usage.Outcome;
import io.signalbox.gateway.journal.AttemptClosing;
import io.signalbox.simulator.Settings;
import io.signalbox.simulator.SimulatedProvider;
import io.signalbox.simulator.conversation.Tokens;
import io.signalbox.simulator.fault.FaultKind;
import io.signalbox.simulator.fault.FaultRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A caller that speaks OpenAI's format and a target that speaks Google's. */
class GeminiCrossingTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SCHEMA =
            "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}";
    private static final String TOOLS =
            "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\",\"parameters\":" + SCHEMA
                    + "}},{\"type\":\"function\",\"function\":{\"name\":\"clock\",\"parameters\":{\"type\":\"object\"}}}]";
    private static final String WISH = "use tool weather {\\\"city\\\":\\\"Bonn\\\"} and use tool clock";

    private final DataPlaneFixture gateway = new DataPlaneFixture();
    private SimulatedProvider provider;

    @BeforeEach
    void start() throws IOException {
        provider = SimulatedProvider.start(Settings.local().withKey("gemini", "sk-main"));
        provider.models("gemini").add("small");
        gateway.target("main", "gemini", provider.baseUrl("gemini")).start();
    }

    @AfterEach
    void close() throws IOException {
        gateway.close();
        provider.close();
    }

    private HttpResponse<String> ask(String content, String more) {
        return send(
                "{\"role\":\"system\",\"content\":\"be brief\"},{\"role\":\"user\",\"content\":\"" + content + "\"}",
                more);
    }

    private HttpResponse<String> send(String messages, String more) {
        return gateway.caller().chat("{\"model\":\"main/small\",\"messages\":[" + messages + "]" + more + "}");
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static List<JsonNode> chunks(HttpResponse<String> stream) {
        List<JsonNode> chunks = new ArrayList<>();
        stream.body()
                .lines()
                .filter(line -> line.startsWith("data: {"))
                .forEach(line -> chunks.add(json(line.substring("data: ".length()))));
        return chunks;
    }

    /** What the provider was sent last. */
    private JsonNode sent() {
        return json(provider.requests().last(1).getFirst().body());
    }

    /** The usage recorded is, kind by kind, what the provider counted. */
    private void expectTallied() {
        int count = provider.tally().entries().size();
        AttemptClosing closing = gateway.closed(count).getLast().closing();
        Tokens counted = provider.tally().entries().getLast().tokens();
        assertThat(closing.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(closing.estimated()).isFalse();
        assertThat(meter(closing, "input_tokens")).isEqualTo(counted.input() - counted.cached());
        assertThat(meter(closing, "cached_input_tokens")).isEqualTo(counted.cached());
        assertThat(meter(closing, "output_tokens")).isEqualTo(counted.output() - counted.reasoning());
        assertThat(meter(closing, "reasoning_tokens")).isEqualTo(counted.reasoning());
    }

    private static long meter(AttemptClosing closing, String kind) {
        return closing.meters().getOrDefault(kind, BigDecimal.ZERO).longValue();
    }

    @Test
    void a_whole_answer_is_a_chat_completion() {
        HttpResponse<String> reply = ask("hi [[sim output=9 cached=3 input=20 reasoning=4]]", "");

        JsonNode answer = json(reply.body());
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(answer.path("object").asText()).isEqualTo("chat.completion");
        assertThat(answer.path("model").asText()).isEqualTo("small");
        assertThat(answer.at("/choices/0/message/content").asText()).startsWith("You said: hi");
        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(20);
        assertThat(answer.at("/usage/prompt_tokens_details/cached_tokens").asInt())
                .isEqualTo(3);
        assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(9);
        assertThat(answer.at("/usage/completion_tokens_details/reasoning_tokens")
                        .asInt())
                .isEqualTo(4);
        expectTallied();
    }

    @ParameterizedTest
    @CsvSource({"9,3", "9,1", "1,1"})
    void a_stream_says_the_same_as_the_whole_answer_and_gets_the_end_its_provider_has_not(int words, int pieces) {
        String wish = "hi [[sim cached=2 input=20 output=" + words + " chunks=" + pieces + "]]";
        String whole =
                json(ask(wish, "").body()).at("/choices/0/message/content").asText();

        HttpResponse<String> reply = ask(wish, ",\"stream\":true,\"stream_options\":{\"include_usage\":true}");

        List<JsonNode> chunks = chunks(reply);
        StringBuilder said = new StringBuilder();
        chunks.forEach(chunk -> said.append(chunk.at("/choices/0/delta/content").asText("")));
        assertThat(said).hasToString(whole);
        assertThat(chunks.getFirst().at("/choices/0/delta/role").asText()).isEqualTo("assistant");
        assertThat(chunks.get(chunks.size() - 2).at("/choices/0/finish_reason").asText())
                .isEqualTo("stop");
        assertThat(chunks.getLast().path("choices")).isEmpty();
        assertThat(chunks.getLast().at("/usage/completion_tokens").asInt()).isEqualTo(words);
        assertThat(reply.body()).endsWith("data: [DONE]\n\n").containsOnlyOnce("[DONE]");
        expectTallied();
    }

    @Test
    void a_stream_without_usage_asked_for_has_none_and_is_recorded_all_the_same() {
        HttpResponse<String> reply = ask("hi", ",\"stream\":true");

        assertThat(reply.body()).doesNotContain("usage").endsWith("data: [DONE]\n\n");
        expectTallied();
    }

    @Test
    void an_answer_cut_by_its_limit_says_so() {
        JsonNode answer = json(ask("hi", ",\"max_completion_tokens\":5").body());

        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("length");
        assertThat(sent().at("/generationConfig/maxOutputTokens").asInt()).isEqualTo(5);
    }

    @Test
    void parallel_tool_calls_cross_both_ways() {
        JsonNode answer = json(ask(WISH, "," + TOOLS).body());
        expectTallied();

        JsonNode calls = answer.at("/choices/0/message/tool_calls");
        HttpResponse<String> reply = send(
                "{\"role\":\"user\",\"content\":\"weather?\"},"
                        + "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":" + calls + "},"
                        + "{\"role\":\"tool\",\"tool_call_id\":" + calls.at("/0/id") + ",\"content\":\"rain\"},"
                        + "{\"role\":\"tool\",\"tool_call_id\":" + calls.at("/1/id") + ",\"content\":\"noon\"}",
                "," + TOOLS);

        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
        assertThat(calls).hasSize(2);
        assertThat(calls.at("/0/id").asText()).isNotEqualTo(calls.at("/1/id").asText());
        assertThat(json(calls.at("/0/function/arguments").asText())).isEqualTo(json("{\"city\":\"Bonn\"}"));
        assertThat(calls.at("/1/function/name").asText()).isEqualTo("clock");
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(json(reply.body()).at("/choices/0/message/content").asText()).startsWith("The tool answered: rain");
        assertThat(sent().at("/contents/2/parts/1/functionResponse/name").asText())
                .isEqualTo("clock");
        expectTallied();
    }

    @Test
    void streamed_tool_calls_add_up_to_their_arguments() {
        HttpResponse<String> reply = ask(WISH, ",\"stream\":true," + TOOLS);

        StringBuilder first = new StringBuilder();
        StringBuilder second = new StringBuilder();
        for (JsonNode chunk : chunks(reply)) {
            JsonNode call = chunk.at("/choices/0/delta/tool_calls/0");
            (call.path("index").asInt() == 0 ? first : second)
                    .append(call.at("/function/arguments").asText(""));
        }
        assertThat(json(first.toString())).isEqualTo(json("{\"city\":\"Bonn\"}"));
        assertThat(second).hasToString("{}");
        assertThat(reply.body()).contains("\"finish_reason\":\"tool_calls\"").endsWith("data: [DONE]\n\n");
        expectTallied();
    }

    @Test
    void a_tool_that_must_be_called_is() {
        JsonNode answer =
                json(ask("hi", ",\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"clock\"}}," + TOOLS)
                        .body());

        assertThat(answer.at("/choices/0/message/tool_calls/0/function/name").asText())
                .isEqualTo("clock");
    }

    @Test
    void a_schema_for_the_answer_and_effort_reach_the_provider_in_its_words() {
        HttpResponse<String> reply = ask(
                "hi",
                ",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"s\",\"strict\":true,\"schema\":"
                        + SCHEMA + "}},\"reasoning_effort\":\"low\",\"seed\":7");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(sent().path("generationConfig"))
                .isEqualTo(json("{\"responseMimeType\":\"application/json\",\"responseJsonSchema\":" + SCHEMA
                        + ",\"seed\":7,\"thinkingConfig\":{\"includeThoughts\":true,\"thinkingLevel\":\"low\"}}"));
    }

    @Test
    void an_image_is_carried_by_value_and_counted() {
        HttpResponse<String> reply = send(
                "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"what?\"},"
                        + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,aGk=\"}}]}",
                "");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(sent().at("/contents/0/parts/1"))
                .isEqualTo(json("{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"aGk=\"}}"));
        expectTallied();
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID_REQUEST,400,INVALID_ARGUMENT,INVALID_REQUEST",
        "CONTEXT_LENGTH,400,context_length_exceeded,CONTEXT_OVERFLOW",
        "CONTENT_FILTER,400,content_policy_violation,CONTENT_FILTERED",
        "UNAUTHORIZED,502,provider_credential_refused,CREDENTIAL_REFUSED",
        "FORBIDDEN,502,provider_credential_refused,FORBIDDEN",
        "MODEL_NOT_FOUND,404,model_not_found,MODEL_NOT_FOUND",
        "TOO_LARGE,413,request_too_large,REQUEST_TOO_LARGE",
        "INSUFFICIENT_QUOTA,429,insufficient_quota,QUOTA_EXHAUSTED"
    })
    void what_the_provider_refuses_is_told_in_the_callers_format(
            FaultKind fault, int status, String code, FailureKind kind) {
        provider.faults().add(FaultRule.forever(fault));

        HttpResponse<String> reply = ask("hi", "");

        AttemptClosing closing = gateway.closed(1).getFirst().closing();
        assertThat(reply.statusCode()).isEqualTo(status);
        assertThat(json(reply.body()).at("/error/code").asText()).isEqualTo(code);
        assertThat(closing.failure()).isEqualTo(kind);
        assertThat(closing.outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void a_stream_that_is_never_finished_is_no_success() {
        provider.faults().add(FaultRule.forever(FaultKind.MISSING_TERMINATOR));

        HttpResponse<String> reply = ask("hi [[sim output=9]]", ",\"stream\":true");

        assertThat(reply.body()).contains("data: {\"error\":{").doesNotContain("[DONE]");
        assertThat(gateway.closed(1).getFirst().closing().failure()).isEqualTo(FailureKind.STREAM_TRUNCATED);
    }

    @Test
    void what_the_target_cannot_do_is_refused_by_name_and_not_sent() {
        HttpResponse<String> reply = ask("hi", ",\"n\":3,\"logprobs\":true");

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body())
                .contains("unsupported_parameter")
                .contains("'n'")
                .contains("'logprobs'");
        assertThat(provider.tally().entries()).isEmpty();
    }

    @Test
    void texts_that_go_on_are_refused_where_the_target_has_none_with_what_it_has() {
        HttpResponse<String> reply = gateway.caller()
                .send(gateway.caller().post("/v1/completions", "{\"model\":\"main/small\",\"prompt\":\"a\"}"));

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("unsupported_parameter", "It answers /v1/chat/completions.");
    }
}
