package io.signalbox.gateway.pipeline;

import static io.signalbox.gateway.pipeline.ScriptedProvider.events;
import static io.signalbox.gateway.pipeline.ScriptedProvider.eventsThenReset;
import static io.signalbox.gateway.pipeline.ScriptedProvider.json;
import static io.signalbox.gateway.pipeline.Told.ANSWER;
import static io.signalbox.gateway.pipeline.Told.ASK;
import static io.signalbox.gateway.pipeline.Told.ASK_STREAM;
import static io.signalbox.gateway.pipeline.Told.COMPLETED;
import static io.signalbox.gateway.pipeline.Told.CREATED;
import static io.signalbox.gateway.pipeline.Told.HELLO;
import static io.signalbox.gateway.pipeline.Told.IN_PROGRESS;
import static io.signalbox.gateway.pipeline.Told.ITEM;
import static io.signalbox.gateway.pipeline.Told.PART;
import static io.signalbox.gateway.pipeline.Told.QUOTA;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.contracts.usage.Outcome;
import io.signalbox.gateway.journal.AttemptClosing;
import io.signalbox.gateway.pipeline.ScriptedProvider.Behaviour;
import io.signalbox.gateway.pipeline.ScriptedProvider.Received;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A caller and a provider that both speak the format of responses: what passes, what is changed, what is recorded. */
class ResponsesPassThroughTest {
    private final DataPlaneFixture gateway = new DataPlaneFixture();
    private ScriptedProvider provider = new ScriptedProvider();

    private void provider(Behaviour... script) {
        provider(Map.of(), script);
    }

    private void provider(Map<String, Object> settings, Behaviour... script) {
        provider = new ScriptedProvider(script);
        gateway.target("main", "openai", provider.baseUrl(), settings);
        gateway.target("spare", "openai", provider.baseUrl())
                .route("either", DataPlaneFixture.QUICK, 2, "main", "spare")
                .start();
    }

    @AfterEach
    void close() {
        gateway.close();
        provider.close();
    }

    private static String named(String text, String id) {
        return text.replace("resp_up1", id);
    }

    @Test
    void an_answer_passes_with_the_id_by_which_its_target_is_found_again() {
        provider(json(200, ANSWER));

        HttpResponse<String> reply = gateway.caller().respond(ASK);

        String id = Told.id(reply);
        assertThat(reply.body()).isEqualTo(named(ANSWER, id));
        assertThat(id).startsWith("resp_").doesNotContain("up1").hasSizeLessThan(160);
        assertThat(reply.headers().firstValue("x-signalbox-target")).hasValue("main/small");
    }

    @Test
    void the_provider_gets_the_body_with_its_own_model_and_all_else_as_it_was() {
        provider(json(200, ANSWER));
        String before =
                "{ \"never_heard_of\" : [1.10e0, \"\\u00e9\"],\n \"tools\":[{\"type\":\"web_search\"}], \"model\":";
        String after = ",\"input\":[{\"role\":\"user\",\"content\":\"hi\"}],\"store\":true } ";

        HttpResponse<String> reply = gateway.caller().respond(before + "\"main/small\"" + after);

        Received received = provider.received.getFirst();
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(received.body()).isEqualTo(before + "\"small\"" + after);
        assertThat(received.path()).endsWith("/v1/responses");
        assertThat(received.headers().get("authorization")).isEqualTo("Bearer sk-main");
    }

    @Test
    void the_configurations_defaults_are_in_the_words_of_this_format() {
        provider(Map.of("maxTokens", 100, "seed", 4), json(200, ANSWER));

        gateway.caller().respond(ASK);

        assertThat(provider.received.getFirst().body())
                .isEqualTo("{\"max_output_tokens\":100," + ASK.substring(1).replace("main/small", "small"));
    }

    @Test
    void an_answer_is_recorded_with_what_the_provider_reported() {
        provider(json(200, ANSWER));

        gateway.caller().respond(ASK);

        RecordingJournal.Entry entry = gateway.closed(1).getFirst();
        assertThat(entry.opening().operation()).isEqualTo("responses");
        assertThat(entry.opening().dialect()).isEqualTo("openai");
        assertThat(entry.closing().outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(entry.closing().modelAnswered()).isEqualTo("small-2026");
        assertThat(entry.closing().meters())
                .isEqualTo(Map.of(
                        "input_tokens", BigDecimal.valueOf(8),
                        "cached_input_tokens", BigDecimal.valueOf(4),
                        "output_tokens", BigDecimal.valueOf(2),
                        "reasoning_tokens", BigDecimal.valueOf(1)));
    }

    @Test
    void a_stream_passes_event_by_event_under_one_id_and_is_recorded() {
        provider(events(CREATED, IN_PROGRESS, ITEM, PART, HELLO, COMPLETED));

        HttpResponse<String> reply = gateway.caller().respond(ASK_STREAM);

        AttemptClosing closing = gateway.closed(1).getFirst().closing();
        assertThat(reply.body())
                .isEqualTo(named(
                        String.join("\n\n", CREATED, IN_PROGRESS, ITEM, PART, HELLO, COMPLETED) + "\n\n",
                        Told.id(reply)));
        assertThat(closing.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(closing.meters()).containsEntry("output_tokens", BigDecimal.valueOf(2));
        assertThat(closing.firstTokenMicros()).isPositive();
    }

    @Test
    void an_event_over_several_lines_keeps_its_meaning() {
        provider(events(CREATED.replace(",\"object\"", "\ndata: ,\"object\""), ITEM, HELLO, COMPLETED));

        HttpResponse<String> reply = gateway.caller().respond(ASK_STREAM);

        JsonNode created = Messages.events(reply.body()).getFirst();
        assertThat(created.at("/response/object").asText()).isEqualTo("response");
        assertThat(created.at("/response/id").asText())
                .isEqualTo(Told.id(reply))
                .doesNotContain("up1");
    }

    @Test
    void a_stream_that_is_incomplete_is_an_answer() {
        provider(events(CREATED, ITEM, HELLO, COMPLETED.replace("completed", "incomplete")));

        HttpResponse<String> reply = gateway.caller().respond(ASK_STREAM);

        assertThat(Messages.types(reply.body())).endsWith("response.incomplete");
        assertThat(gateway.closed(1).getFirst().closing().outcome()).isEqualTo(Outcome.SUCCEEDED);
    }

    @Test
    void an_error_after_the_stream_has_begun_and_before_content_is_replaced_unseen() {
        provider(events(CREATED, IN_PROGRESS, QUOTA), events(CREATED, ITEM, PART, HELLO, COMPLETED));

        HttpResponse<String> reply = gateway.caller().respond(ASK_STREAM.replace("main/small", "either"));

        List<RecordingJournal.Entry> closed = gateway.closed(2);
        assertThat(Messages.types(reply.body()))
                .containsExactly(
                        "response.created",
                        "response.output_item.added",
                        "response.content_part.added",
                        "response.output_text.delta",
                        "response.completed");
        assertThat(reply.headers().firstValue("x-signalbox-target")).hasValue("spare/small");
        assertThat(closed.getFirst().closing().failure()).isEqualTo(FailureKind.QUOTA_EXHAUSTED);
        assertThat(closed.getLast().closing().outcome()).isEqualTo(Outcome.SUCCEEDED);
    }

    @Test
    void a_response_that_failed_before_content_is_replaced_unseen() {
        String failed = COMPLETED
                .replace("completed", "failed")
                .replace("\"error\":null", "\"error\":{\"code\":\"server_error\",\"message\":\"boom\"}");
        provider(events(CREATED, failed), events(CREATED, ITEM, HELLO, COMPLETED));

        HttpResponse<String> reply = gateway.caller().respond(ASK_STREAM.replace("main/small", "either"));

        assertThat(reply.headers().firstValue("x-signalbox-target")).hasValue("spare/small");
        assertThat(gateway.closed(2).getFirst().closing().failure()).isEqualTo(FailureKind.PROVIDER_ERROR);
        assertThat(gateway.closed(2).getFirst().closing().meters()).containsKey("output_tokens");
    }

    @Test
    void after_content_an_error_is_an_event_and_a_failed_response_and_no_success_follows() {
        provider(events(CREATED, IN_PROGRESS, ITEM, PART, HELLO, QUOTA, COMPLETED));

        HttpResponse<String> reply = gateway.caller().respond(ASK_STREAM);

        List<JsonNode> events = Messages.events(reply.body());
        JsonNode error = events.get(5);
        JsonNode failed = events.get(6).path("response");
        assertThat(events).hasSize(7);
        assertThat(Messages.types(reply.body())).endsWith("error", "response.failed");
        assertThat(Told.numbers(reply.body())).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(error.path("code").asText()).isEqualTo("insufficient_quota");
        assertThat(error.path("message").asText()).isEqualTo("pay");
        assertThat(error.at("/error/message").asText()).isEqualTo("pay");
        assertThat(failed.path("id").asText()).isEqualTo(Told.id(reply));
        assertThat(failed.path("status").asText()).isEqualTo("failed");
        assertThat(failed.at("/error/code").asText()).isEqualTo("server_error");
        assertThat(failed.path("created_at").asInt()).isEqualTo(7);
        assertThat(gateway.closed(1).getFirst().closing().outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void a_connection_that_breaks_after_content_ends_as_failed() {
        provider(eventsThenReset(CREATED, ITEM, HELLO));

        HttpResponse<String> reply = gateway.caller().respond(ASK_STREAM);

        assertThat(Messages.types(reply.body())).endsWith("error", "response.failed");
        assertThat(Told.numbers(reply.body())).endsWith(3, 4);
    }

    @Test
    void a_deadline_before_the_first_content_is_a_whole_error() {
        provider(ScriptedProvider.eventsThenSilence(CREATED, IN_PROGRESS));

        HttpResponse<String> reply = gateway.caller().respond(ASK_STREAM.replace("main/small", "either"));

        assertThat(reply.statusCode()).isEqualTo(504);
        assertThat(Told.json(reply).at("/error/code").asText()).isEqualTo("provider_timeout");
    }

    @Test
    void a_whole_answer_that_says_it_failed_is_none() {
        String failed = ANSWER.replace(
                "\"status\":\"completed\",\"error\":null",
                "\"status\":\"failed\",\"error\":{\"code\":" + "\"rate_limit_exceeded\",\"message\":\"slow down\"}");
        provider(json(200, failed), json(200, ANSWER));

        HttpResponse<String> reply = gateway.caller().respond(ASK.replace("main/small", "either"));

        assertThat(reply.headers().firstValue("x-signalbox-target")).hasValue("spare/small");
        assertThat(gateway.closed(2).getFirst().closing().failure()).isEqualTo(FailureKind.RATE_LIMITED);
    }

    @Test
    void what_is_to_be_made_in_the_background_is_refused_because_its_usage_would_be_lost() {
        provider(json(200, ANSWER));

        HttpResponse<String> reply = gateway.caller().respond("{\"background\":true," + ASK.substring(1));

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(Told.json(reply).at("/error/param").asText()).isEqualTo("background");
        assertThat(provider.received).isEmpty();
    }
}
