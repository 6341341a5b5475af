package io.signalbox.gateway.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.signalbox.adapter.BuiltInType;
import io.signalbox.adapter.BuiltInTypes;
import io.signalbox.adapter.Operation;
import io.signalbox.contracts.usage.Outcome;
import io.signalbox.gateway.journal.AttemptClosing;
import io.signalbox.simulator.Settings;
import io.signalbox.simulator.SimulatedProvider;
import io.signalbox.simulator.conversation.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever ships as a provider type answers what its row says it can, and refuses by name what it cannot: a row that
 * promises too much fails here.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryBuiltInTypeTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String TOOL =
            "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\",\"parameters\":{\"type\":\"object\","
                    + "\"properties\":{\"city\":{\"type\":\"string\"}}}}}]";
    /** The open type is whatever server it is pointed at. */
    private static final Set<String> PLAYED_BY_OPENAI = Set.of("openai-compatible");

    private static final String FORM = String.join(
            "\r\n",
            "--b",
            "Content-Disposition: form-data; name=\"model\"",
            "",
            "TYPE/small",
            "--b",
            "Content-Disposition: form-data; name=\"file\"; filename=\"a.mp3\"",
            "",
            "abc",
            "--b--",
            "");
    /** What is neither chat nor embeddings. */
    private static final Map<Operation, String> BODIES = new EnumMap<>(Map.of(
            Operation.COMPLETIONS, "{\"model\":\"TYPE/small\",\"prompt\":\"hi\"}",
            Operation.MODERATIONS, "{\"model\":\"TYPE/small\",\"input\":\"hi\"}",
            Operation.RERANK, "{\"model\":\"TYPE/small\",\"query\":\"a\",\"documents\":[{\"text\":\"a b\"},\"c\"]}",
            Operation.IMAGES, "{\"model\":\"TYPE/small\",\"prompt\":\"a fox\"}",
            Operation.SPEECH, "{\"model\":\"TYPE/small\",\"voice\":\"alloy\",\"input\":\"hi\"}",
            Operation.TRANSCRIPTIONS, FORM));

    private final DataPlaneFixture gateway = new DataPlaneFixture();
    private SimulatedProvider provider;

    static List<String> types() {
        return BuiltInTypes.load().stream().map(BuiltInType::type).toList();
    }

    static List<String> chatting() {
        return with("chat", true);
    }

    static List<String> withTools() {
        return with("tools", true);
    }

    static List<String> notChatting() {
        return with("chat", false);
    }

    static List<String> embedding() {
        return with("embeddings", true);
    }

    static List<String> notEmbedding() {
        return with("embeddings", false);
    }

    private static List<String> with(String feature, boolean has) {
        return BuiltInTypes.load().stream()
                .filter(type -> type.features().contains(feature) == has)
                .map(BuiltInType::type)
                .toList();
    }

    /** The other operations among their features. */
    static List<Arguments> otherOperations() {
        return BuiltInTypes.load().stream()
                .flatMap(type -> BODIES.keySet().stream()
                        .filter(operation -> type.features().contains(operation.wire()))
                        .map(operation -> Arguments.of(type.type(), operation)))
                .toList();
    }

    private static String player(String type) {
        return PLAYED_BY_OPENAI.contains(type) ? "openai" : type;
    }

    @BeforeAll
    void start() throws IOException {
        Settings settings = Settings.local();
        for (String type : types()) {
            settings = settings.withKey(player(type), "sk-" + type);
        }
        provider = SimulatedProvider.start(settings);
        for (String type : types()) {
            provider.models(player(type)).add("small");
            provider.models(player(type)).add("embed");
            gateway.target(type, type, provider.baseUrl(player(type)));
        }
        gateway.start();
    }

    @AfterAll
    void close() throws IOException {
        gateway.close();
        provider.close();
    }

    private HttpResponse<String> ask(String type, String content, String more) {
        return gateway.caller()
                .chat("{\"model\":\"" + type + "/small\",\"messages\":[{\"role\":\"user\",\"content\":\"" + content
                        + "\"}]" + more + "}");
    }

    private HttpResponse<String> embed(String type, String more) {
        return gateway.caller()
                .send(gateway.caller()
                        .post(
                                "/v1/embeddings",
                                "{\"model\":\"" + type + "/embed\",\"input\":[\"a b\",\"c\"]" + more + "}"));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static List<JsonNode> chunks(HttpResponse<String> stream) {
        return stream.body()
                .lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> json(line.substring("data: ".length())))
                .toList();
    }

    private static String joined(HttpResponse<String> stream, String pointer) {
        StringBuilder joined = new StringBuilder();
        chunks(stream).forEach(chunk -> joined.append(chunk.at(pointer).asText("")));
        return joined.toString();
    }

    /** The usage recorded last is what the provider's own tally says. */
    private void expectTallied() {
        Tokens counted = provider.tally().entries().getLast().tokens();
        AttemptClosing closing =
                gateway.closed(provider.tally().entries().size()).getLast().closing();
        assertThat(closing.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(closing.estimated()).isFalse();
        assertThat(sum(closing, "input_tokens", "cached_input_tokens", "cache_write_tokens"))
                .isEqualTo(counted.input());
        assertThat(sum(closing, "output_tokens", "reasoning_tokens")).isEqualTo(counted.output());
    }

    private static long sum(AttemptClosing closing, String... meters) {
        long sum = 0;
        for (String meter : meters) {
            sum += closing.meters().getOrDefault(meter, BigDecimal.ZERO).longValue();
        }
        return sum;
    }

    @ParameterizedTest
    @MethodSource("otherOperations")
    void answers_every_operation_its_row_names(String type, Operation operation) {
        boolean form = operation == Operation.TRANSCRIPTIONS;

        HttpResponse<String> reply = gateway.caller()
                .send(gateway.caller()
                        .to(operation.path())
                        .header("content-type", form ? "multipart/form-data; boundary=b" : "application/json")
                        .POST(BodyPublishers.ofString(
                                String.valueOf(BODIES.get(operation)).replace("TYPE", type))));

        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        AttemptClosing closing =
                gateway.closed(provider.tally().entries().size()).getLast().closing();
        assertThat(closing.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(closing.meters()).isNotEmpty();
        assertThat(closing.estimated()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("chatting")
    void answers_whole(String type) {
        HttpResponse<String> reply = ask(type, "hi [[sim output=9 input=20 cached=3]]", ",\"max_tokens\":50");

        JsonNode answer = json(reply.body());
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(answer.at("/choices/0/message/content").asText()).startsWith("You said: hi");
        assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(20);
        assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(9);
        expectTallied();
    }

    @ParameterizedTest
    @MethodSource("chatting")
    void an_answer_ends_at_the_limit_under_either_name_callers_know_it_by(String type) {
        JsonNode older = json(ask(type, "hi", ",\"max_tokens\":5").body());

        JsonNode newer = json(ask(type, "hi", ",\"max_completion_tokens\":5").body());

        assertThat(older.at("/choices/0/finish_reason").asText()).isEqualTo("length");
        assertThat(newer.at("/choices/0")).isEqualTo(older.at("/choices/0"));
    }

    @ParameterizedTest
    @MethodSource("chatting")
    void answers_as_a_stream(String type) {
        HttpResponse<String> reply = ask(
                type,
                "hi [[sim output=9 chunks=3 input=20]]",
                ",\"stream\":true,\"stream_options\":{\"include_usage\":true}");

        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(joined(reply, "/choices/0/delta/content")).startsWith("You said: hi");
        assertThat(chunks(reply))
                .anySatisfy(chunk ->
                        assertThat(chunk.at("/usage/completion_tokens").asInt()).isEqualTo(9));
        assertThat(reply.body()).endsWith("data: [DONE]\n\n").containsOnlyOnce("[DONE]");
        expectTallied();
    }

    @ParameterizedTest
    @MethodSource("withTools")
    void streams_a_tool_call(String type) {
        HttpResponse<String> reply =
                ask(type, "use tool weather {\\\"city\\\":\\\"Bonn\\\"}", ",\"stream\":true," + TOOL);

        assertThat(json(joined(reply, "/choices/0/delta/tool_calls/0/function/arguments")))
                .isEqualTo(json("{\"city\":\"Bonn\"}"));
        assertThat(reply.body()).contains("\"finish_reason\":\"tool_calls\"").endsWith("data: [DONE]\n\n");
        expectTallied();
    }

    @ParameterizedTest
    @MethodSource("withTools")
    void takes_up_a_tool_call_that_another_provider_made(String type) {
        HttpResponse<String> reply = gateway.caller()
                .send(
                        gateway.caller()
                                .post(
                                        "/v1/messages",
                                        "{\"model\":\"" + type + "/small\",\"max_tokens\":50,\"messages\":["
                                                + "{\"role\":\"user\",\"content\":\"weather?\"},"
                                                + "{\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\",\"id\":\"toolu_01ABC-long_id\","
                                                + "\"name\":\"weather\",\"input\":{\"city\":\"Bonn\"}}]},"
                                                + "{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"toolu_01ABC-long_id\",\"content\":\"rain\"}]}],"
                                                + "\"tools\":[{\"name\":\"weather\",\"input_schema\":{\"type\":\"object\"}}]}"));

        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(json(reply.body()).at("/content/0/text").asText()).startsWith("The tool answered: rain");
        expectTallied();
    }

    @ParameterizedTest
    @MethodSource("notChatting")
    void refuses_to_chat_where_it_cannot(String type) {
        HttpResponse<String> reply = ask(type, "hi", "");

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("unsupported_parameter");
    }

    @ParameterizedTest
    @MethodSource("embedding")
    void embeds_as_numbers_and_as_bytes(String type) {
        JsonNode floats = json(embed(type, "").body());

        JsonNode bytes = json(embed(type, ",\"encoding_format\":\"base64\"").body());

        assertThat(floats.path("data")).as(floats.toString()).hasSize(2);
        assertThat(floats.at("/data/0/embedding/0").isNumber()).isTrue();
        assertThat(bytes.at("/data/1/embedding").isTextual()).isTrue();
        assertThat(gateway.closed(provider.tally().entries().size())
                        .getLast()
                        .closing()
                        .outcome())
                .isEqualTo(Outcome.SUCCEEDED);
    }

    @ParameterizedTest
    @MethodSource("notEmbedding")
    void refuses_to_embed_where_it_cannot_and_calls_nobody(String type) {
        int before = provider.tally().entries().size();

        HttpResponse<String> reply = embed(type, "");

        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(400);
        assertThat(reply.body()).contains("unsupported_parameter");
        assertThat(provider.tally().entries()).hasSize(before);
    }
}
