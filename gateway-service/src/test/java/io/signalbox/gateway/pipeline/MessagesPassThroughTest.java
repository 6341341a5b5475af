package io.signalbox.gateway.pipeline;

import static io.signalbox.gateway.pipeline.Messages.ANSWER;
import static io.signalbox.gateway.pipeline.Messages.ASK;
import static io.signalbox.gateway.pipeline.Messages.ASK_STREAM;
import static io.signalbox.gateway.pipeline.Messages.BLOCK;
import static io.signalbox.gateway.pipeline.Messages.BLOCK_END;
import static io.signalbox.gateway.pipeline.Messages.COUNT;
import static io.signalbox.gateway.pipeline.Messages.END;
import static io.signalbox.gateway.pipeline.Messages.HELLO;
import static io.signalbox.gateway.pipeline.Messages.OVERLOADED;
import static io.signalbox.gateway.pipeline.Messages.PING;
import static io.signalbox.gateway.pipeline.Messages.START;
import static io.signalbox.gateway.pipeline.Messages.STOP;
import static io.signalbox.gateway.pipeline.ScriptedProvider.events;
import static io.signalbox.gateway.pipeline.ScriptedProvider.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.Money;
import io.signalbox.contracts.usage.Outcome;
import io.signalbox.gateway.journal.AttemptClosing;
import io.signalbox.gateway.journal.AttemptOpening;
import io.signalbox.gateway.pipeline.ScriptedProvider.Behaviour;
import io.signalbox.gateway.pipeline.ScriptedProvider.Received;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A caller and a provider that both speak Anthropic's format: what passes, what is changed, what is recorded. */
class MessagesPassThroughTest {
    private final DataPlaneFixture gateway = new DataPlaneFixture();
    private ScriptedProvider provider = new ScriptedProvider();

    private void provider(Behaviour... script) {
        provider(Map.of(), script);
    }

    private void provider(Map<String, Object> settings, Behaviour... script) {
        provider = new ScriptedProvider(script);
        gateway.target("main", "anthropic", provider.baseUrl(), settings).start();
    }

    @AfterEach
    void close() {
        gateway.close();
        provider.close();
    }

    @Test
    void an_answer_passes_unchanged() {
        provider(json(200, ANSWER));

        HttpResponse<String> reply = gateway.caller().message(ASK);

        String request = gateway.journal.opened.getFirst().requestId().toString();
        assertThat(reply.body()).isEqualTo(ANSWER);
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(reply.headers().firstValue("x-signalbox-target")).hasValue("main/small");
        assertThat(reply.headers().firstValue("request-id")).hasValue(request);
        assertThat(reply.headers().firstValue("x-request-id")).hasValue(request);
    }

    @Test
    void the_provider_gets_the_body_with_its_own_model_and_all_else_as_it_was() {
        provider(json(200, ANSWER));
        String before = "{ \"never_heard_of\" : [1.10e0, \"\\u00e9\"],\n \"stream_options\":7, \"model\":";
        String after = ",\"max_tokens\":64,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}] } ";

        HttpResponse<String> reply = gateway.caller().message(before + "\"main/small\"" + after);

        Received received = provider.received.getFirst();
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(received.body()).isEqualTo(before + "\"small\"" + after);
        assertThat(received.path()).endsWith("/v1/messages");
        assertThat(received.headers().get("x-api-key")).isEqualTo("sk-main");
        assertThat(received.headers().get("anthropic-version")).isEqualTo("2023-06-01");
        assertThat(received.headers().contains("authorization")).isFalse();
        assertThat(received.headers().contains("anthropic-beta")).isFalse();
    }

    @Test
    void the_configurations_defaults_fill_only_what_the_caller_left_open() {
        provider(Map.of("maxTokens", 100, "topK", 4), json(200, ANSWER));

        gateway.caller().message(ASK);

        assertThat(provider.received.getFirst().body())
                .isEqualTo("{\"top_k\":4," + ASK.substring(1).replace("main/small", "small"));
    }

    @Test
    void betas_of_caller_and_configuration_are_switched_on_together() {
        provider(Map.of("anthropicBeta", List.of("b-2", "c-3")), json(200, ANSWER));

        gateway.caller()
                .send(gateway.caller()
                        .post("/v1/messages?beta=true", ASK)
                        .header("anthropic-beta", "a-1, b-2")
                        .header("anthropic-version", "1999-01-01"));

        Received received = provider.received.getFirst();
        assertThat(received.headers().get("anthropic-beta")).isEqualTo("b-2,c-3,a-1");
        assertThat(received.headers().get("anthropic-version")).isEqualTo("2023-06-01");
    }

    @Test
    void an_answer_is_recorded_with_what_the_provider_reported_and_what_it_costs() {
        provider(json(200, ANSWER));

        gateway.caller().message(ASK);

        RecordingJournal.Entry entry = gateway.closed(1).getFirst();
        assertThat(entry.opening().dialect()).isEqualTo("anthropic");
        assertThat(entry.opening().operation()).isEqualTo("chat");
        assertThat(entry.closing().outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(entry.closing().meters())
                .isEqualTo(Map.of(
                        "input_tokens", BigDecimal.valueOf(8),
                        "cached_input_tokens", BigDecimal.valueOf(4),
                        "output_tokens", BigDecimal.valueOf(3)));
        assertThat(entry.closing().shownCost()).isEqualTo(Money.usd("0.000024"));
        assertThat(entry.closing().modelAnswered()).isEqualTo("small-2026");
        assertThat(entry.closing().estimated()).isFalse();
    }

    @Test
    void a_stream_passes_event_by_event_and_is_recorded() {
        provider(events(START, PING, BLOCK, HELLO, BLOCK_END, END, STOP));

        HttpResponse<String> reply = gateway.caller().message(ASK_STREAM);

        AttemptClosing closing = gateway.closed(1).getFirst().closing();
        assertThat(reply.body())
                .isEqualTo(String.join("\n\n", START, PING, BLOCK, HELLO, BLOCK_END, END, STOP) + "\n\n");
        assertThat(reply.headers().firstValue("content-type")).hasValue("text/event-stream; charset=utf-8");
        assertThat(provider.received.getFirst().body()).isEqualTo(ASK_STREAM.replace("main/small", "small"));
        assertThat(closing.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(closing.meters()).containsEntry("output_tokens", BigDecimal.valueOf(3));
        assertThat(closing.firstTokenMicros()).isPositive();
    }

    @Test
    void an_error_after_the_first_content_is_an_event_and_nothing_follows_it() {
        provider(events(START, BLOCK, HELLO, OVERLOADED, STOP));

        HttpResponse<String> reply = gateway.caller().message(ASK_STREAM);

        String request = reply.headers().firstValue("request-id").orElseThrow();
        assertThat(reply.body())
                .isEqualTo(String.join("\n\n", START, BLOCK, HELLO)
                        + "\n\nevent: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\","
                        + "\"message\":\"Overloaded\"},\"request_id\":\"" + request + "\"}\n\n");
        assertThat(gateway.closed(1).getFirst().closing().outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void a_count_passes_and_uses_nothing() {
        provider(Map.of("maxTokens", 100), json(200, "{\"input_tokens\":2095}"));

        HttpResponse<String> reply = gateway.caller().send(gateway.caller().post("/v1/messages/count_tokens", COUNT));

        RecordingJournal.Entry entry = gateway.closed(1).getFirst();
        AttemptOpening opening = entry.opening();
        AttemptClosing closing = entry.closing();
        assertThat(reply.body()).isEqualTo("{\"input_tokens\":2095}");
        assertThat(provider.received.getFirst().path()).endsWith("/v1/messages/count_tokens");
        assertThat(provider.received.getFirst().body()).isEqualTo(COUNT.replace("main/small", "small"));
        assertThat(opening.operation()).isEqualTo("count_tokens");
        assertThat(opening.estimatedMeters()).isEmpty();
        assertThat(closing.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(closing.meters()).isEmpty();
        assertThat(closing.estimated()).isFalse();
        assertThat(closing.shownCost()).isEqualTo(Money.usd("0"));
    }
}
