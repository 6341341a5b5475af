package io.signalbox.gateway.pipeline;

import static io.signalbox.gateway.pipeline.ScriptedProvider.events;
import static io.signalbox.gateway.pipeline.ScriptedProvider.json;
import static io.signalbox.gateway.pipeline.Talk.ANSWER;
import static io.signalbox.gateway.pipeline.Talk.ASK;
import static io.signalbox.gateway.pipeline.Talk.ASK_STREAM;
import static io.signalbox.gateway.pipeline.Talk.DONE;
import static io.signalbox.gateway.pipeline.Talk.HEL;
import static io.signalbox.gateway.pipeline.Talk.ROLE;
import static io.signalbox.gateway.pipeline.Talk.STOP;
import static io.signalbox.gateway.pipeline.Talk.USAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.signalbox.contracts.usage.Outcome;
import io.signalbox.gateway.attempt.AttemptLimits;
import io.signalbox.gateway.journal.AttemptClosing;
import io.signalbox.gateway.pipeline.ScriptedProvider.Behaviour;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The journal hears of every reply whether its caller got it, and not before the last byte is out. */
class DeliveryTest {
    /** More than the sockets between gateway and caller hold. */
    private static final int LARGE = 16 * 1024 * 1024;

    private static final String PADDING = "x".repeat(1024 * 1024);

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

    private void isDelivered(HttpResponse<String> reply) {
        UUID request =
                UUID.fromString(reply.headers().firstValue("x-request-id").orElseThrow());
        await().until(() -> !gateway.journal.delivered.isEmpty());
        assertThat(gateway.journal.delivered).containsExactly(request);
        assertThat(gateway.journal.abandoned).isEmpty();
    }

    @Test
    void a_whole_answer_is_delivered() {
        provider(json(200, ANSWER));
        isDelivered(gateway.caller().chat(ASK));
    }

    @Test
    void a_stream_is_delivered() {
        provider(events(ROLE, HEL, STOP, DONE));
        isDelivered(gateway.caller().chat(ASK_STREAM));
    }

    @Test
    void an_error_is_delivered_like_any_reply() {
        provider(json(400, Talk.error("bad", "invalid_request_error", "no")));

        HttpResponse<String> reply = gateway.caller().chat(ASK);

        assertThat(reply.statusCode()).isEqualTo(400);
        isDelivered(reply);
    }

    @Test
    void a_reply_that_is_the_connections_last_is_delivered() throws IOException {
        provider(json(200, ANSWER));
        try (Socket caller = ask(ASK, "connection: close\r\n")) {
            assertThat(new String(caller.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .endsWith(ANSWER);
        }
        await().until(() -> !gateway.journal.delivered.isEmpty());
        assertThat(gateway.journal.abandoned).isEmpty();
    }

    @Test
    void one_connection_has_one_delivery_for_each_reply() {
        provider(json(200, ANSWER));
        for (int i = 0; i < 3; i++) {
            gateway.caller().chat(ASK);
        }
        gateway.caller().send(gateway.caller().to("/v1/models"));

        await().until(() -> gateway.journal.delivered.size() == 3);
        assertThat(gateway.journal.delivered).doesNotHaveDuplicates();
    }

    /** Answers that are complete long before a caller that reads nothing has them. */
    static Stream<Arguments> large() {
        String whole = ANSWER.replace("hello", "x".repeat(LARGE));
        String[] stream = Stream.of(
                        Stream.of(ROLE),
                        Stream.generate(() -> HEL.replace("hel", PADDING)).limit(LARGE / PADDING.length()),
                        Stream.of(STOP, USAGE, DONE))
                .flatMap(events -> events)
                .toArray(String[]::new);
        return Stream.of(
                new Arguments("whole", ASK, json(200, whole)), new Arguments("stream", ASK_STREAM, events(stream)));
    }

    /** One of them. */
    record Arguments(String name, String ask, Behaviour behaviour) {
        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("large")
    void leaving_between_the_end_of_the_attempt_and_the_last_byte_abandons_what_was_used(Arguments large)
            throws IOException {
        provider(large.behaviour());
        try (Socket caller = ask(large.ask(), "")) {
            usageIsExact();
            assertThat(gateway.journal.delivered).isEmpty();
            caller.setSoLinger(true, 0);
        }
        await().until(() -> gateway.journal.abandoned.size() == 1);
        assertThat(gateway.journal.delivered).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("large")
    void a_caller_that_never_takes_its_answer_is_let_go(Arguments large) throws IOException {
        gateway.limits = idle(Duration.ofMillis(300));
        provider(large.behaviour());
        try (Socket caller = ask(large.ask(), "")) {
            usageIsExact();
            await().until(() -> gateway.journal.abandoned.size() == 1);
            assertThat(gateway.journal.delivered).isEmpty();
            assertThat(caller.isClosed()).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("large")
    void a_caller_that_takes_its_answer_slowly_gets_it(Arguments large) throws IOException {
        Duration idle = Duration.ofMillis(300);
        gateway.limits = idle(idle);
        provider(large.behaviour());
        try (Socket caller = ask(large.ask(), "connection: close\r\n")) {
            long read = 0;
            byte[] piece = new byte[LARGE / 8];
            for (int more = piece.length; more == piece.length; read += more) {
                more = caller.getInputStream().readNBytes(piece, 0, piece.length);
                long since = System.nanoTime();
                await().until(() -> System.nanoTime() - since > idle.toNanos() / 2);
            }
            assertThat(read).isGreaterThan(LARGE);
        }
        await().until(() -> gateway.journal.delivered.size() == 1);
        assertThat(gateway.journal.abandoned).isEmpty();
    }

    private void usageIsExact() {
        AttemptClosing closing = gateway.closed(1).getFirst().closing();
        assertThat(closing.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(closing.estimated()).isFalse();
        assertThat(closing.meters().get("output_tokens")).isEqualByComparingTo("3");
    }

    private static AttemptLimits idle(Duration callerIdle) {
        AttemptLimits usual = AttemptLimits.DEFAULT;
        return new AttemptLimits(
                usual.answerMax(),
                usual.eventMax(),
                usual.preambleMax(),
                usual.errorMax(),
                usual.headersHeld(),
                usual.keepAlive(),
                callerIdle);
    }

    /** A caller with next to no room for what it does not read. */
    private Socket ask(String body, String header) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(8 * 1024);
        socket.connect(new InetSocketAddress("127.0.0.1", gateway.port()));
        String head = "POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer " + DataPlaneFixture.KEY
                + "\r\ncontent-type: application/json\r\n" + header + "content-length: " + body.length() + "\r\n\r\n";
        socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
