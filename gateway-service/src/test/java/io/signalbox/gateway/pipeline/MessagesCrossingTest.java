package io.signalbox.gateway.pipeline;

import static io.signalbox.gateway.pipeline.Messages.events;
import static io.signalbox.gateway.pipeline.Messages.json;
import static io.signalbox.gateway.pipeline.Messages.told;
import static io.signalbox.gateway.pipeline.Messages.types;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.contracts.usage.Outcome;
import io.signalbox.simulator.Settings;
import io.signalbox.simulator.SimulatedProvider;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A caller that speaks Anthropic's format and a target that speaks OpenAI's. */
class MessagesCrossingTest {
    private static final String TOOLS = "\"tools\":[{\"name\":\"weather\",\"input_schema\":{\"type\":\"object\"}},"
            + "{\"name\":\"clock\",\"input_schema\":{\"type\":\"object\"}}]";

    private final DataPlaneFixture gateway = new DataPlaneFixture();
    private SimulatedProvider provider;

    @BeforeEach
    void start() throws IOException {
        provider = SimulatedProvider.start(
                Settings.local().withKey("openai", "sk-main").withKey("anthropic", "sk-spare"));
        provider.models("openai").add("small");
        provider.models("anthropic").add("small");
        gateway.target("main", "openai", provider.baseUrl("openai"))
                .target("spare", "anthropic", provider.baseUrl("anthropic"))
                .route("either", DataPlaneFixture.QUICK, 2, "main", "spare")
                .start();
    }

    @AfterEach
    void close() throws IOException {
        gateway.close();
        provider.close();
    }

    private HttpResponse<String> ask(String content, String more) {
        return gateway.caller()
                .message("{\"model\":\"main/small\",\"max_tokens\":100,\"system\":\"be brief\","
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"" + content + "\"}]" + more + "}");
    }

    @Test
    void a_whole_answer_is_a_message() {
        HttpResponse<String> reply = ask("hi [[sim output=5 cached=3 input=20]]", "");

        JsonNode answer = json(reply.body());
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(answer.path("type").asText()).isEqualTo("message");
        assertThat(answer.path("role").asText()).isEqualTo("assistant");
        assertThat(answer.path("model").asText()).isEqualTo("small");
        assertThat(answer.at("/content/0/type").asText()).isEqualTo("text");
        assertThat(answer.at("/content/0/text").asText()).isNotBlank();
        assertThat(answer.path("stop_reason").asText()).isEqualTo("end_turn");
        assertThat(answer.path("stop_sequence").isNull()).isTrue();
        assertThat(answer.at("/usage/input_tokens").asInt()).isEqualTo(17);
        assertThat(answer.at("/usage/cache_read_input_tokens").asInt()).isEqualTo(3);
        assertThat(answer.at("/usage/output_tokens").asInt()).isEqualTo(5);
    }

    @Test
    void it_is_recorded_as_the_target_reported_it() {
        ask("hi [[sim output=5 cached=3 input=20]]", "");

        RecordingJournal.Entry entry = gateway.closed(1).getFirst();
        assertThat(entry.opening().dialect()).isEqualTo("anthropic");
        assertThat(entry.opening().providerType()).isEqualTo("openai");
        assertThat(entry.closing().meters())
                .isEqualTo(Map.of(
                        "input_tokens", BigDecimal.valueOf(17),
                        "cached_input_tokens", BigDecimal.valueOf(3),
                        "output_tokens", BigDecimal.valueOf(5)));
    }

    @Test
    void a_stream_says_the_same_as_the_whole_answer() {
        String whole = json(ask("hi [[sim output=9 chunks=3]]", "").body())
                .at("/content/0/text")
                .asText();

        HttpResponse<String> reply = ask("hi [[sim output=9 chunks=3 input=20 cached=3]]", ",\"stream\":true");

        List<JsonNode> events = events(reply.body());
        assertThat(told(reply.body(), "/delta/text")).isEqualTo(whole);
        assertThat(types(reply.body()))
                .containsExactly(
                        "message_start",
                        "content_block_start",
                        "content_block_delta",
                        "content_block_delta",
                        "content_block_delta",
                        "content_block_stop",
                        "message_delta",
                        "message_stop");
        assertThat(reply.body()).startsWith("event: message_start\ndata: {").doesNotContain("[DONE]");
        assertThat(events.get(6).at("/delta/stop_reason").asText()).isEqualTo("end_turn");
        assertThat(events.get(6).at("/usage/input_tokens").asInt()).isEqualTo(17);
        assertThat(events.get(6).at("/usage/output_tokens").asInt()).isEqualTo(9);
        assertThat(gateway.closed(2).getLast().closing().outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(gateway.closed(2).getLast().closing().meters())
                .containsEntry("output_tokens", BigDecimal.valueOf(9));
    }

    @Test
    void a_limit_reached_is_told_in_the_callers_words() {
        HttpResponse<String> reply = ask("hi [[sim output=500]]", "");

        assertThat(json(reply.body()).path("stop_reason").asText()).isEqualTo("max_tokens");
    }

    @Test
    void a_tool_call_crosses_both_ways() {
        JsonNode called = json(
                ask("use tool weather {\\\"city\\\":\\\"Bonn\\\"}", "," + TOOLS).body());

        JsonNode use = called.at("/content/0");
        HttpResponse<String> reply = gateway.caller()
                .message("{\"model\":\"main/small\",\"max_tokens\":100,\"messages\":["
                        + "{\"role\":\"user\",\"content\":\"weather?\"},"
                        + "{\"role\":\"assistant\",\"content\":" + called.path("content") + "},"
                        + "{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":" + use.path("id")
                        + ",\"content\":[{\"type\":\"text\",\"text\":\"rain\"}]}]}]," + TOOLS + "}");

        assertThat(called.path("stop_reason").asText()).isEqualTo("tool_use");
        assertThat(use.path("type").asText()).isEqualTo("tool_use");
        assertThat(use.path("name").asText()).isEqualTo("weather");
        assertThat(use.at("/input/city").asText()).isEqualTo("Bonn");
        assertThat(json(reply.body()).at("/content/0/text").asText()).contains("rain");
    }

    @Test
    void streamed_tool_calls_are_blocks_that_add_up_to_their_arguments() {
        HttpResponse<String> reply = ask(
                "use tool weather {\\\"city\\\":\\\"Bonn\\\"} and use tool clock {\\\"zone\\\":1}",
                ",\"stream\":true," + TOOLS);

        List<JsonNode> starts = events(reply.body()).stream()
                .filter(event -> event.path("type").asText().equals("content_block_start"))
                .toList();
        assertThat(starts)
                .extracting(event -> event.path("index").asInt() + " "
                        + event.at("/content_block/name").asText())
                .containsExactly("0 weather", "1 clock");
        assertThat(told(reply.body(), "/delta/partial_json")).isEqualTo("{\"city\":\"Bonn\"}{\"zone\":1}");
        assertThat(told(reply.body(), "/delta/stop_reason")).isEqualTo("tool_use");
    }

    @Test
    void one_tool_at_a_time_is_a_wish_the_target_hears() {
        HttpResponse<String> reply = ask(
                "use tool weather and use tool clock",
                ",\"tool_choice\":{\"type\":\"auto\",\"disable_parallel_tool_use\":true}," + TOOLS);

        assertThat(json(reply.body()).path("content")).hasSize(1);
    }

    @Test
    void what_the_target_cannot_do_is_refused_by_name_and_not_sent() {
        HttpResponse<String> reply = ask("hi", ",\"top_k\":3,\"thinking\":{\"type\":\"adaptive\"}");

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(json(reply.body()).at("/error/type").asText()).isEqualTo("invalid_request_error");
        assertThat(reply.body()).contains("'top_k'").contains("'thinking'");
        assertThat(provider.tally().entries()).isEmpty();
        assertThat(gateway.journal.opened).isEmpty();
    }

    @Test
    void what_one_target_has_no_place_for_another_is_asked_that_has() {
        HttpResponse<String> reply = gateway.caller()
                .message("{\"model\":\"either\",\"max_tokens\":100,\"messages\":[{\"role\":\"user\",\"content\":["
                        + "{\"type\":\"document\",\"source\":{\"type\":\"text\",\"data\":\"a\"}},"
                        + "{\"type\":\"text\",\"text\":\"hi\"}]}]}");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("x-signalbox-target")).hasValue("spare/small");
        assertThat(gateway.journal.opened).hasSize(1);
    }

    @Test
    void a_message_of_no_known_form_is_refused_with_its_place() {
        HttpResponse<String> reply = gateway.caller()
                .message("{\"model\":\"main/small\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"},"
                        + "{\"role\":\"king\"}]}");

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(json(reply.body()).at("/error/message").asText()).contains("messages[1].role");
    }

    @Test
    void a_count_is_refused_where_the_target_has_none_and_never_made_up() {
        HttpResponse<String> reply =
                gateway.caller().send(gateway.caller().post("/v1/messages/count_tokens", Messages.COUNT));

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(json(reply.body()).at("/error/message").asText())
                .isEqualTo("'main/small' cannot do what was asked for: count_tokens.");
        assertThat(gateway.journal.opened).isEmpty();
    }

    @Test
    void a_count_goes_to_the_target_of_a_route_that_has_one() {
        HttpResponse<String> reply = gateway.caller()
                .send(gateway.caller()
                        .post("/v1/messages/count_tokens", Messages.COUNT.replace("main/small", "either")));

        assertThat(json(reply.body()).path("input_tokens").asInt()).isPositive();
        assertThat(reply.headers().firstValue("x-signalbox-target")).hasValue("spare/small");
        assertThat(gateway.closed(1).getFirst().closing().meters()).isEmpty();
    }
}
