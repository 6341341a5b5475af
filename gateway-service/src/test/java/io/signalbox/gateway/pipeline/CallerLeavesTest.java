package io.signalbox.gateway.pipeline;

import static io.signalbox.gateway.pipeline.ScriptedProvider.events;
import static io.signalbox.gateway.pipeline.ScriptedProvider.eventsThenSilence;
import static io.signalbox.gateway.pipeline.ScriptedProvider.silence;
import static io.signalbox.gateway.pipeline.Talk.ASK;
import static io.signalbox.gateway.pipeline.Talk.ASK_STREAM;
import static io.signalbox.gateway.pipeline.Talk.DONE;
import static io.signalbox.gateway.pipeline.Talk.HEL;
import static io.signalbox.gateway.pipeline.Talk.ROLE;
import static io.signalbox.gateway.pipeline.Talk.STOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.contracts.usage.Outcome;
import io.signalbox.gateway.attempt.AttemptLimits;
import io.signalbox.gateway.journal.AttemptClosing;
import io.signalbox.gateway.pipeline.ScriptedProvider.Behaviour;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** Callers that go away, do not read, or wait long. */
class CallerLeavesTest {
    private static final AttemptLimits USUAL = AttemptLimits.DEFAULT;

    private final DataPlaneFixture gateway = new DataPlaneFixture();
    private ScriptedProvider provider = new ScriptedProvider();

    private void provider(Behaviour behaviour) {
        provider = new ScriptedProvider(behaviour);
        gateway.target("main", "openai", provider.baseUrl()).start();
    }

    @AfterEach
    void close() {
        gateway.close();
        provider.close();
    }

    private Socket post(String body) throws IOException {
        return post(gateway.port(), body);
    }

    static Socket post(int port, String body) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        String head = "POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer " + DataPlaneFixture.KEY
                + "\r\ncontent-type: application/json\r\ncontent-length: " + body.length() + "\r\n\r\n";
        socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Test
    void leaving_before_an_answer_ends_the_call_and_is_recorded_as_cancelled() throws IOException {
        provider(silence());

        try (Socket socket = post(ASK)) {
            until(() -> provider.received.size() == 1);
            socket.setSoLinger(true, 0);
        }

        AttemptClosing closing = gateway.closed(1).getFirst().closing();
        assertThat(closing.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(closing.failure()).isEqualTo(FailureKind.CALLER_GONE);
        assertThat(closing.estimated()).isTrue();
        assertThat(closing.meters()).containsOnlyKeys("input_tokens");
        until(() -> provider.cancelled.get() == 1);
    }

    @Test
    void leaving_in_the_middle_of_a_stream_records_what_was_seen_of_it() throws IOException {
        provider(eventsThenSilence(ROLE, HEL));

        try (Socket socket = post(ASK_STREAM)) {
            InputStream answer = socket.getInputStream();
            StringBuilder read = new StringBuilder();
            while (read.indexOf("hel") < 0) {
                read.append((char) answer.read());
            }
            socket.setSoLinger(true, 0);
        }

        AttemptClosing closing = gateway.closed(1).getFirst().closing();
        assertThat(closing.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(closing.meters()).containsOnlyKeys("input_tokens", "output_tokens");
        assertThat(closing.modelAnswered()).isEqualTo("small-2026");
        until(() -> provider.cancelled.get() == 1);
    }

    @Test
    void a_caller_that_does_not_read_holds_the_provider_back_and_is_cut_off() throws IOException {
        gateway.limits = new AttemptLimits(
                USUAL.answerMax(),
                USUAL.eventMax(),
                USUAL.preambleMax(),
                USUAL.errorMax(),
                USUAL.headersHeld(),
                Duration.ofMillis(200),
                Duration.ofMillis(500));
        String padding = "x".repeat(64 * 1024);
        provider((request, response) -> response.header("content-type", "text/event-stream")
                .sendString(Flux.range(0, 2_000).map(each -> HEL.replace("hel", padding) + "\n\n")));

        try (Socket socket = post(ASK_STREAM)) {
            socket.getInputStream().read();
            gateway.closed(1);
        }

        AttemptClosing closing = gateway.closed(1).getFirst().closing();
        assertThat(closing.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(closing.meters()
                        .getOrDefault("output_tokens", BigDecimal.ZERO)
                        .longValue())
                .isLessThan(2_000L * padding.length() / 4 / 2);
    }

    @Test
    void headers_are_held_only_so_long_and_then_comments_keep_the_stream_alive() {
        gateway.limits = new AttemptLimits(
                USUAL.answerMax(),
                USUAL.eventMax(),
                USUAL.preambleMax(),
                USUAL.errorMax(),
                Duration.ofMillis(100),
                Duration.ofMillis(100),
                USUAL.callerIdle());
        provider = new ScriptedProvider(silence(), events(ROLE, HEL, STOP, DONE));
        gateway.target("main", "openai", provider.baseUrl())
                .route("fast", DataPlaneFixture.QUICK, 2, "main")
                .start();

        HttpResponse<String> reply = gateway.caller().chat("{\"model\":\"fast\",\"stream\":true,\"messages\":[]}");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("x-signalbox-target")).isEmpty();
        assertThat(reply.body()).startsWith(": keep-alive\n\n: keep-alive\n\n").endsWith(DONE + "\n\n");
        assertThat(gateway.closed(2)).hasSize(2);
    }

    @Test
    void an_error_after_the_headers_had_to_be_sent_stands_in_the_stream() {
        gateway.limits = new AttemptLimits(
                USUAL.answerMax(),
                USUAL.eventMax(),
                USUAL.preambleMax(),
                USUAL.errorMax(),
                Duration.ofMillis(100),
                Duration.ofSeconds(15),
                USUAL.callerIdle());
        provider = new ScriptedProvider(silence());
        gateway.target("main", "openai", provider.baseUrl())
                .route("fast", DataPlaneFixture.QUICK, 1, "main")
                .start();

        HttpResponse<String> reply = gateway.caller().chat("{\"model\":\"fast\",\"stream\":true,\"messages\":[]}");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).contains("provider_timeout").doesNotContain("[DONE]");
    }
}
