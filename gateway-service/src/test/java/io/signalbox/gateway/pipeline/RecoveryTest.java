package io.signalbox.gateway.pipeline;

import static io.signalbox.gateway.pipeline.ScriptedProvider.events;
import static io.signalbox.gateway.pipeline.ScriptedProvider.eventsThenReset;
import static io.signalbox.gateway.pipeline.ScriptedProvider.eventsThenSilence;
import static io.signalbox.gateway.pipeline.ScriptedProvider.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.contracts.catalog.Deadlines;
import io.signalbox.contracts.catalog.Recovery;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.contracts.usage.Outcome;
import io.signalbox.gateway.pipeline.ScriptedProvider.Behaviour;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Streams that break after their callers have seen their beginning, on routes that want another target to go on. */
class RecoveryTest {
    private static final Deadlines QUICK = new Deadlines(1_000, 1_000, 150, 10_000);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SAID = "Once upon a time there was a signal box ";
    private static final String REST = "on a hill.";

    private final DataPlaneFixture gateway = new DataPlaneFixture();
    private final List<ScriptedProvider> providers = new ArrayList<>();

    @AfterEach
    void close() {
        gateway.close();
        providers.forEach(ScriptedProvider::close);
    }

    private ScriptedProvider target(String name, String type, Behaviour behaviour) {
        ScriptedProvider provider = new ScriptedProvider(behaviour);
        providers.add(provider);
        gateway.target(name, type, provider.baseUrl());
        return provider;
    }

    private void route(String... targets) {
        if (gateway.recovery == null) {
            gateway.recovery = new Recovery(1, true);
        }
        gateway.route("fast", QUICK, 3, targets).start();
    }

    private HttpResponse<String> chat(String more) {
        return gateway.caller()
                .chat("{\"model\":\"fast\",\"stream\":true,\"stream_options\":{\"include_usage\":true}," + more
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"tell me a story\"}]}");
    }

    private HttpResponse<String> message() {
        return gateway.caller()
                .message("{\"model\":\"fast\",\"stream\":true,\"max_tokens\":200,"
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"tell me a story\"}]}");
    }

    // What providers say.

    private static String[] openAi(String... texts) {
        List<String> events = new ArrayList<>();
        events.add(chunk("{\"role\":\"assistant\",\"content\":\"\"}", null));
        for (String text : texts) {
            events.add(chunk("{\"content\":" + quoted(text) + "}", null));
        }
        return events.toArray(String[]::new);
    }

    private static String[] openAiWhole(String... texts) {
        return Stream.concat(
                        Stream.of(openAi(texts)),
                        Stream.of(
                                chunk("{}", "stop"),
                                "data: {\"id\":\"c2\",\"choices\":[],\"usage\":{\"prompt_tokens\":40,\"completion_tokens\":9,\"total_tokens\":49}}",
                                "data: [DONE]"))
                .toArray(String[]::new);
    }

    private static String chunk(String delta, @Nullable String finish) {
        return "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":7,\"model\":\"m1\",\"choices\":[{\"index\":0,\"delta\":"
                + delta + ",\"finish_reason\":" + (finish == null ? "null" : "\"" + finish + "\"") + "}]}";
    }

    private static String[] anthropic(String... texts) {
        List<String> events = new ArrayList<>();
        events.add(
                "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"type\":\"message\","
                        + "\"role\":\"assistant\",\"model\":\"m1\",\"content\":[],\"usage\":{\"input_tokens\":11,\"output_tokens\":1}}}");
        events.add("event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,"
                + "\"content_block\":{\"type\":\"text\",\"text\":\"\"}}");
        for (String text : texts) {
            events.add("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
                    + "\"delta\":{\"type\":\"text_delta\",\"text\":" + quoted(text) + "}}");
        }
        return events.toArray(String[]::new);
    }

    private static String[] anthropicWhole(String... texts) {
        return Stream.concat(
                        Stream.of(anthropic(texts)),
                        Stream.of(
                                "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":0}",
                                "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},"
                                        + "\"usage\":{\"output_tokens\":9}}",
                                "event: message_stop\ndata: {\"type\":\"message_stop\"}"))
                .toArray(String[]::new);
    }

    private static String[] gemini(boolean whole, String... texts) {
        List<String> events = new ArrayList<>();
        for (int at = 0; at < texts.length; at++) {
            boolean last = whole && at == texts.length - 1;
            events.add(
                    "data: {\"responseId\":\"g1\",\"modelVersion\":\"m1\",\"candidates\":[{\"index\":0,\"content\":{\"role\":\"model\","
                            + "\"parts\":[{\"text\":" + quoted(texts[at]) + "}]}"
                            + (last ? ",\"finishReason\":\"STOP\"" : "")
                            + "}],\"usageMetadata\":{\"promptTokenCount\":40,\"candidatesTokenCount\":9,\"totalTokenCount\":49}}");
        }
        return events.toArray(String[]::new);
    }

    private static String[] said(String type, String... texts) {
        return switch (type) {
            case "openai" -> openAi(texts);
            case "anthropic" -> anthropic(texts);
            default -> gemini(false, texts);
        };
    }

    private static String[] whole(String type, String... texts) {
        return switch (type) {
            case "openai" -> openAiWhole(texts);
            case "anthropic" -> anthropicWhole(texts);
            default -> gemini(true, texts);
        };
    }

    private static String quoted(String text) {
        return JSON.getNodeFactory().textNode(text).toString();
    }

    // What callers see.

    private static List<JsonNode> data(String body) {
        return body.lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> {
                    try {
                        return JSON.readTree(line.substring(6));
                    } catch (java.io.IOException broken) {
                        throw new java.io.UncheckedIOException(broken);
                    }
                })
                .toList();
    }

    private static String textOf(String body) {
        StringBuilder text = new StringBuilder();
        for (JsonNode event : data(body)) {
            text.append(event.at("/choices/0/delta/content").asText(""));
            text.append(event.at("/delta/text").asText(""));
        }
        return text.toString();
    }

    /** One answer from its beginning to its end, whoever said what of it. */
    private static void expectOneChat(String body) {
        List<JsonNode> chunks = data(body);
        assertThat(chunks)
                .extracting(chunk -> chunk.path("id").asText())
                .containsOnly(chunks.getFirst().path("id").asText());
        assertThat(chunks).extracting(chunk -> chunk.path("model").asText()).containsOnly("m1");
        assertThat(chunks)
                .extracting(chunk -> chunk.path("created").asLong())
                .containsOnly(chunks.getFirst().path("created").asLong());
        assertThat(chunks)
                .filteredOn(chunk -> chunk.at("/choices/0/delta").has("role"))
                .hasSize(1);
        assertThat(chunks)
                .filteredOn(chunk -> chunk.at("/choices/0/finish_reason").isTextual())
                .hasSize(1);
        assertThat(chunks).filteredOn(chunk -> chunk.path("usage").isObject()).hasSize(1);
        assertThat(body).endsWith("data: [DONE]\n\n").doesNotContain("\"error\"");
        assertThat(body.split("\\[DONE]", -1)).hasSize(2);
    }

    private static void expectOneMessage(String body) {
        assertThat(Messages.types(body).stream().distinct())
                .containsExactly(
                        "message_start",
                        "content_block_start",
                        "content_block_delta",
                        "content_block_stop",
                        "message_delta",
                        "message_stop");
        assertThat(Messages.types(body))
                .filteredOn(type -> !type.equals("content_block_delta"))
                .hasSize(5);
        assertThat(data(body))
                .filteredOn(event -> event.has("index"))
                .allSatisfy(event -> assertThat(event.path("index").asInt()).isZero());
    }

    private void expectBothRecorded() {
        List<RecordingJournal.Entry> closed = gateway.closed(2);
        assertThat(closed).hasSize(2);
        assertThat(closed.get(0).closing().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(closed.get(0).closing().last()).isFalse();
        assertThat(closed.get(1).closing().outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(closed.get(1).closing().estimated()).isFalse();
        assertThat(closed.get(1).closing().last()).isTrue();
    }

    static Stream<List<String>> pairs() {
        List<String> types = List.of("openai", "anthropic", "gemini");
        return types.stream().flatMap(first -> types.stream().map(second -> List.of(first, second)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void a_chat_that_breaks_is_joined_where_the_next_target_repeats_its_last_words(List<String> types) {
        target(
                "main",
                types.get(0),
                eventsThenReset(said(types.get(0), "Once upon a time ", "there was a signal box ")));
        target("spare", types.get(1), events(whole(types.get(1), "there was a sig", "nal box on", " a hill.")));
        route("main", "spare");

        HttpResponse<String> reply = chat("");

        assertThat(textOf(reply.body())).isEqualTo(SAID + REST);
        expectOneChat(reply.body());
        expectBothRecorded();
        assertThat(reply.body()).contains(": continued by spare/small\n\n");
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void a_message_that_breaks_is_joined_where_the_next_target_repeats_its_last_words(List<String> types) {
        target(
                "main",
                types.get(0),
                eventsThenReset(said(types.get(0), "Once upon a time ", "there was a signal box ")));
        target("spare", types.get(1), events(whole(types.get(1), "there was a sig", "nal box on", " a hill.")));
        route("main", "spare");

        HttpResponse<String> reply = message();

        assertThat(textOf(reply.body())).isEqualTo(SAID + REST);
        expectOneMessage(reply.body());
        expectBothRecorded();
    }

    static Stream<Behaviour> breaks() {
        String[] said = openAi(SAID);
        return Stream.of(
                events(said),
                eventsThenReset(said),
                eventsThenSilence(said),
                events(Stream.concat(Stream.of(said), Stream.of(Talk.ERROR_EVENT))
                        .toArray(String[]::new)),
                events(Stream.concat(Stream.of(said), Stream.of("data: {oops")).toArray(String[]::new)));
    }

    @ParameterizedTest
    @MethodSource("breaks")
    void whatever_breaks_a_stream_another_target_goes_on(Behaviour broken) {
        target("main", "openai", broken);
        target("spare", "openai", events(openAiWhole("a time there was a signal box " + REST)));
        route("main", "spare");

        HttpResponse<String> reply = chat("");

        assertThat(textOf(reply.body())).isEqualTo(SAID + REST);
        expectOneChat(reply.body());
        expectBothRecorded();
    }

    @Test
    void the_caller_is_told_the_usage_of_both_attempts_and_each_has_its_own_entry() {
        target("main", "openai", eventsThenReset(openAi(SAID)));
        target("spare", "openai", events(openAiWhole(SAID + REST)));
        route("main", "spare");

        HttpResponse<String> reply = chat("");

        List<RecordingJournal.Entry> closed = gateway.closed(2);
        JsonNode usage = data(reply.body()).stream()
                .filter(event -> event.path("usage").isObject())
                .findFirst()
                .orElseThrow()
                .path("usage");
        assertThat(closed.get(0).closing().estimated()).isTrue();
        assertThat(closed.get(0).closing().meters()).containsEntry("output_tokens", BigDecimal.TEN);
        assertThat(closed.get(1).closing().meters()).containsEntry("output_tokens", BigDecimal.valueOf(9));
        assertThat(usage.path("completion_tokens").asLong()).isEqualTo(19);
        assertThat(usage.path("prompt_tokens").asLong())
                .isEqualTo(40
                        + Objects.requireNonNull(
                                        closed.get(0).closing().meters().get("input_tokens"))
                                .longValue());
    }

    @Test
    void a_model_that_continues_a_partial_answer_is_given_it_as_its_own_turn() throws java.io.IOException {
        target("main", "openai", eventsThenReset(openAi(SAID)));
        ScriptedProvider spare = target("spare", "anthropic", events(anthropicWhole(" on", " a hill.")));
        gateway.features("spare", "anthropic", List.of("continuation"));
        route("main", "spare");

        HttpResponse<String> reply = chat("\"max_tokens\":50,");

        JsonNode asked = JSON.readTree(spare.received.getFirst().body());
        assertThat(textOf(reply.body())).isEqualTo(SAID + REST);
        expectOneChat(reply.body());
        assertThat(asked.at("/messages/1/role").asText()).isEqualTo("assistant");
        assertThat(asked.at("/messages/1/content/0/text").asText()).isEqualTo(SAID.strip());
        assertThat(asked.path("messages")).hasSize(2);
        assertThat(asked.path("max_tokens").asInt()).isLessThan(50);
    }

    @Test
    void where_a_partial_answer_is_marked_as_a_prefix_it_is() throws java.io.IOException {
        target("main", "anthropic", eventsThenReset(anthropic(SAID)));
        ScriptedProvider spare = target("spare", "openai", events(openAiWhole(" " + REST)));
        gateway.features("spare", "openai", List.of("continuation"));
        route("main", "spare");

        HttpResponse<String> reply = message();

        JsonNode asked = JSON.readTree(spare.received.getFirst().body());
        assertThat(textOf(reply.body())).isEqualTo(SAID + REST);
        expectOneMessage(reply.body());
        assertThat(asked.at("/messages/1/prefix").asBoolean()).isTrue();
    }

    private void expectOriginalError(HttpResponse<String> reply) {
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(textOf(reply.body())).isEqualTo(SAID);
        assertThat(reply.body()).contains("\"code\":\"provider_error\"").doesNotContain("[DONE]");
        assertThat(gateway.closed(1).getFirst().closing().failure()).isEqualTo(FailureKind.CONNECTION_LOST);
    }

    static Stream<Behaviour> noHelp() {
        return Stream.of(
                events(openAiWhole("In a land far away lived a king.")),
                events(openAiWhole("box on a hill.")),
                json(400, Talk.error("invalid_value", "t", "no assistant turn please")),
                json(401, Talk.error("invalid_api_key", "t", "no")),
                json(413, Talk.error("too_large", "t", "no")),
                json(200, Talk.ANSWER),
                ScriptedProvider.reset(),
                events(openAi("there was a")));
    }

    @ParameterizedTest
    @MethodSource("noHelp")
    void where_nobody_can_go_on_the_caller_is_told_how_its_stream_broke(Behaviour second) {
        target("main", "openai", eventsThenReset(openAi(SAID)));
        target("spare", "openai", second);
        route("main", "spare");

        HttpResponse<String> reply = chat("");

        expectOriginalError(reply);
        assertThat(gateway.closed(2)).hasSize(2);
        assertThat(gateway.closed(2).getLast().closing().last()).isTrue();
    }

    static Stream<String> notText() {
        return Stream.of(
                "\"response_format\":{\"type\":\"json_object\"},",
                "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"x\",\"schema\":{}}},");
    }

    @ParameterizedTest
    @MethodSource("notText")
    void half_an_object_is_not_gone_on_with(String wish) {
        target("main", "openai", eventsThenReset(openAi(SAID)));
        ScriptedProvider spare = target("spare", "openai", events(openAiWhole(SAID + REST)));
        route("main", "spare");

        HttpResponse<String> reply = chat(wish);

        expectOriginalError(reply);
        assertThat(spare.received).isEmpty();
    }

    @Test
    void several_choices_are_not_gone_on_with() {
        target("main", "openai", eventsThenReset(openAi(SAID)));
        ScriptedProvider spare = target("spare", "openai", events(openAiWhole(SAID + REST)));
        route("main", "spare");

        HttpResponse<String> reply = chat("\"n\":2,");

        expectOriginalError(reply);
        assertThat(spare.received).isEmpty();
    }

    static Stream<String> other() {
        return Stream.of(
                "{\"tool_calls\":[{\"index\":0,\"id\":\"t1\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{\"}}]}",
                "{\"reasoning_content\":\"hmm\"}");
    }

    @ParameterizedTest
    @MethodSource("other")
    void what_is_not_text_alone_is_not_gone_on_with(String delta) {
        target(
                "main",
                "openai",
                eventsThenReset(Stream.concat(Stream.of(openAi(SAID)), Stream.of(chunk(delta, null)))
                        .toArray(String[]::new)));
        ScriptedProvider spare = target("spare", "openai", events(openAiWhole(SAID + REST)));
        route("main", "spare");

        HttpResponse<String> reply = chat("");

        expectOriginalError(reply);
        assertThat(spare.received).isEmpty();
    }

    @Test
    void a_route_that_does_not_want_it_tells_the_break() {
        target("main", "openai", eventsThenReset(openAi(SAID)));
        ScriptedProvider spare = target("spare", "openai", events(openAiWhole(SAID + REST)));
        gateway.route("fast", QUICK, 3, "main", "spare").start();

        HttpResponse<String> reply = chat("");

        expectOriginalError(reply);
        assertThat(spare.received).isEmpty();
    }

    @Test
    void a_route_that_only_wants_partial_answers_continued_asks_nobody_else() {
        gateway.recovery = new Recovery(1, false);
        target("main", "openai", eventsThenReset(openAi(SAID)));
        ScriptedProvider spare = target("spare", "openai", events(openAiWhole(SAID + REST)));
        route("main", "spare");

        HttpResponse<String> reply = chat("");

        expectOriginalError(reply);
        assertThat(spare.received).isEmpty();
    }

    @Test
    void a_stream_that_breaks_twice_is_gone_on_with_twice_where_the_route_wants_that() {
        gateway.recovery = new Recovery(2, true);
        target("main", "openai", eventsThenReset(openAi(SAID)));
        target("spare", "openai", eventsThenReset(openAi("there was a signal box on a hill,")));
        target("third", "openai", events(openAiWhole("signal box on a hill, and it was red.")));
        route("main", "spare", "third");

        HttpResponse<String> reply = chat("");

        assertThat(textOf(reply.body())).isEqualTo(SAID + "on a hill, and it was red.");
        expectOneChat(reply.body());
        assertThat(gateway.closed(3)).hasSize(3);
    }
}
