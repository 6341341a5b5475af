package io.signalbox.gateway.pipeline;

import static io.signalbox.gateway.pipeline.ScriptedProvider.events;
import static io.signalbox.gateway.pipeline.ScriptedProvider.json;
import static io.signalbox.gateway.pipeline.Talk.ANSWER;
import static io.signalbox.gateway.pipeline.Talk.ASK;
import static io.signalbox.gateway.pipeline.Talk.ASK_STREAM;
import static io.signalbox.gateway.pipeline.Talk.DONE;
import static io.signalbox.gateway.pipeline.Talk.HEL;
import static io.signalbox.gateway.pipeline.Talk.LO;
import static io.signalbox.gateway.pipeline.Talk.ROLE;
import static io.signalbox.gateway.pipeline.Talk.STOP;
import static io.signalbox.gateway.pipeline.Talk.USAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.Money;
import io.signalbox.contracts.usage.Outcome;
import io.signalbox.gateway.journal.AttemptClosing;
import io.signalbox.gateway.pipeline.ScriptedProvider.Behaviour;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A caller and a provider that speak the same: what passes, what is changed, what is recorded. */
class PassThroughTest {
    private final DataPlaneFixture gateway = new DataPlaneFixture();
    private ScriptedProvider provider = new ScriptedProvider();

    private void provider(Behaviour... script) {
        provider = new ScriptedProvider(script);
        gateway.target("main", "openai", provider.baseUrl()).start();
    }

    @AfterEach
    void close() {
        gateway.close();
        provider.close();
    }

    @Test
    void usage_reported_in_a_form_nobody_asked_for_is_recorded_all_the_same() {
        provider(json(200, ANSWER));

        HttpResponse<String> reply = gateway.caller().chat(Talk.ASK_STREAM);

        assertThat(reply.body()).contains("\"error\"");
        AttemptClosing closing = gateway.journal.closed.getFirst().closing();
        assertThat(closing.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(closing.meters()).containsEntry("output_tokens", new BigDecimal("3"));
        assertThat(closing.estimated()).isFalse();
    }

    @Test
    void an_answer_passes_unchanged() {
        provider(json(200, ANSWER));

        HttpResponse<String> reply = gateway.caller().chat(ASK);

        assertThat(reply.body()).isEqualTo(ANSWER);
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(reply.headers().firstValue("x-signalbox-target")).hasValue("main/small");
        assertThat(reply.headers().firstValue("x-signalbox-attempts")).hasValue("1");
        assertThat(reply.headers().firstValue("x-request-id"))
                .hasValue(gateway.journal.opened.getFirst().requestId().toString());
    }

    @Test
    void the_provider_gets_the_body_with_its_own_model_and_nothing_of_the_callers_headers() {
        provider(json(200, ANSWER));

        gateway.caller().send(gateway.caller().post("/v1/chat/completions", ASK).header("cookie", "secret=1"));

        ScriptedProvider.Received received = provider.received.getFirst();
        assertThat(received.body())
                .isEqualTo("{\"model\":\"small\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
        assertThat(received.path()).isEqualTo("/v1/chat/completions");
        assertThat(received.headers().get("authorization")).isEqualTo("Bearer sk-main");
        assertThat(received.headers().get("x-team")).isEqualTo("blue");
        assertThat(received.headers().get("x-signalbox-attempt")).isEqualTo("1");
        assertThat(received.headers().contains("cookie")).isFalse();
        assertThat(received.headers().get("accept-encoding")).isEqualTo("identity");
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 16_000, 33_000, 60_000})
    void a_body_of_any_size_arrives_whole_on_a_new_connection_and_on_a_used_one(int length) {
        provider(json(200, ANSWER), json(200, ANSWER), json(200, ANSWER));
        String text = "signal box ".repeat(length / 11);

        for (int time = 0; time < 3; time++) {
            gateway.caller().chat(ASK.replace("\"hi\"", '"' + text + '"'));
        }

        assertThat(provider.received)
                .hasSize(3)
                .extracting(ScriptedProvider.Received::body)
                .containsOnly("{\"model\":\"small\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}");
    }

    @Test
    void an_answer_is_recorded_with_what_the_provider_reported_and_what_it_costs() {
        provider(json(200, ANSWER));

        gateway.caller().chat(ASK);

        AttemptClosing closing = gateway.closed(1).getFirst().closing();
        assertThat(closing.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(closing.meters())
                .isEqualTo(Map.of(
                        "input_tokens", BigDecimal.valueOf(8),
                        "cached_input_tokens", BigDecimal.valueOf(4),
                        "output_tokens", BigDecimal.valueOf(3)));
        assertThat(closing.shownCost()).isEqualTo(Money.usd("0.000024"));
        assertThat(closing.modelAnswered()).isEqualTo("small-2026");
        assertThat(closing.upstreamRequestId()).isEqualTo("up-1");
        assertThat(closing.last()).isTrue();
        assertThat(closing.estimated()).isFalse();
    }

    @Test
    void a_stream_passes_without_the_usage_report_the_caller_did_not_ask_for() {
        provider(events(ROLE, HEL, LO, STOP, USAGE, DONE));

        HttpResponse<String> reply = gateway.caller().chat(ASK_STREAM);

        assertThat(reply.body()).isEqualTo(String.join("\n\n", ROLE, HEL, LO, STOP, DONE) + "\n\n");
        assertThat(reply.headers().firstValue("content-type")).hasValue("text/event-stream; charset=utf-8");
        assertThat(reply.headers().firstValue("x-signalbox-target")).hasValue("main/small");
        assertThat(provider.received.getFirst().body())
                .startsWith("{\"stream_options\":{\"include_usage\":true},\"stream\":true,\"model\":\"small\"");
    }

    @Test
    void a_stream_passes_with_the_usage_report_the_caller_asked_for() {
        provider(events(ROLE, HEL, LO, STOP, USAGE, DONE));
        String ask = "{\"stream_options\":{\"include_usage\":true}," + ASK_STREAM.substring(1);

        HttpResponse<String> reply = gateway.caller().chat(ask);

        assertThat(reply.body()).isEqualTo(String.join("\n\n", ROLE, HEL, LO, STOP, USAGE, DONE) + "\n\n");
    }

    @Test
    void a_stream_is_recorded_with_the_usage_it_reported() {
        provider(events(ROLE, HEL, LO, STOP, USAGE, DONE));

        gateway.caller().chat(ASK_STREAM);

        AttemptClosing closing = gateway.closed(1).getFirst().closing();
        assertThat(closing.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(closing.meters())
                .isEqualTo(Map.of("input_tokens", BigDecimal.valueOf(12), "output_tokens", BigDecimal.valueOf(3)));
        assertThat(closing.firstTokenMicros()).isPositive();
    }

    @Test
    void answers_that_end_in_order_leave_their_connection_to_the_next_request() {
        provider(events(ROLE, HEL, STOP, DONE), json(200, ANSWER), events(ROLE, HEL, STOP, DONE), json(200, ANSWER));

        for (int each = 0; each < 2; each++) {
            gateway.caller().chat(ASK_STREAM);
            gateway.caller().chat(ASK);
        }

        assertThat(provider.received).hasSize(4);
        assertThat(provider.received)
                .extracting(ScriptedProvider.Received::from)
                .containsOnly(provider.received.getFirst().from());
    }
}
