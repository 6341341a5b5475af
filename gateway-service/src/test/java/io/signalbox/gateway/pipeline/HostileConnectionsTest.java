package io.signalbox.gateway.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.gateway.connection.CallerConnections;
import io.signalbox.gateway.pipeline.RawCaller.Heard;
import io.signalbox.simulator.Settings;
import io.signalbox.simulator.SimulatedProvider;
import io.signalbox.testkit.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Callers that are slow, too many, or that speak what is not quite HTTP: they cost a connection, and not for ever. Those
 * that stop reading are {@link DeliveryTest}'s.
 */
class HostileConnectionsTest {
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final int CALLERS_MAX = 20;
    private static final String CHAT = "/v1/chat/completions";
    private static final String CHUNKED = "transfer-encoding: chunked\r\n";
    private static final String CLOSE = "connection: close\r\n";

    private final DataPlaneFixture gateway = new DataPlaneFixture();
    private SimulatedProvider provider;

    @BeforeEach
    void start() throws IOException {
        provider = SimulatedProvider.start(Settings.local().withKey("openai", "sk-main"));
        provider.models("openai").add("small");
        gateway.connectionLimits = new CallerConnections.Limits(CALLERS_MAX, SHORT, SHORT.multipliedBy(2), SHORT, LONG);
        gateway.target("main", "openai", provider.baseUrl("openai")).start();
    }

    @AfterEach
    void close() throws IOException {
        gateway.close();
        provider.close();
    }

    private Heard hear(String request) throws IOException {
        try (RawCaller caller = new RawCaller(gateway.port())) {
            return caller.send(request).hear();
        }
    }

    /** Nobody asked a provider, nothing is left open, and whoever behaves is served. */
    private void expectNothingHappened() {
        assertThat(provider.tally().entries()).isEmpty();
        Await.until(() -> gateway.open() == 0);
        assertThat(gateway.caller().chat(Talk.ASK).statusCode()).isEqualTo(200);
    }

    @Test
    void a_body_of_two_lengths_is_no_way_to_hide_a_second_request() throws IOException {
        String hidden = RawCaller.head(CHAT, "content-length: " + Talk.ASK.length() + "\r\n" + CLOSE) + Talk.ASK;

        Heard heard = hear(RawCaller.head(CHAT, "content-length: 5\r\n" + CHUNKED) + "0\r\n\r\n" + hidden);

        assertThat(heard.status()).isEqualTo(400);
        assertThat(heard.body()).doesNotContain("HTTP/1.1");
        expectNothingHappened();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "content-length: 3\r\ncontent-length: 4\r\n",
                "content-length: 3, 4\r\n",
                "content-length: -1\r\n",
                "content-length: 0x10\r\n",
                "content-length: 99999999999999999999\r\n",
                "transfer-encoding: chunked, identity\r\n",
                "transfer-encoding: xchunked\r\n",
                "transfer-encoding : chunked\r\n",
                "x-a: a\rx-b: b\r\n",
                "x-a: a\u0000b\r\n",
                "x a: b\r\n",
                ": b\r\n"
            })
    void a_head_that_may_be_read_in_two_ways_is_not_read_at_all(String headers) throws IOException {
        Heard heard = hear(RawCaller.head(CHAT, headers + CLOSE) + "0\r\n\r\n");

        assertThat(heard.status()).isBetween(400, 499);
        expectNothingHappened();
    }

    @ParameterizedTest
    @ValueSource(strings = {"xyz\r\n", "-1\r\n", "0x5\r\nhello\r\n0\r\n\r\n", "ffffffffffffffffff\r\n"})
    void a_piece_of_no_length_is_refused(String pieces) throws IOException {
        Heard heard = hear(RawCaller.head(CHAT, CHUNKED + CLOSE) + pieces);

        assertThat(heard.status()).isBetween(400, 499);
        expectNothingHappened();
    }

    @Test
    void a_head_beyond_all_measure_is_refused() throws IOException {
        assertThat(hear(RawCaller.head(CHAT, "x-long: " + "a".repeat(10_000) + "\r\n" + CLOSE))
                        .status())
                .isEqualTo(431);
        assertThat(hear(RawCaller.head("/v1/" + "a".repeat(5_000), CLOSE)).status())
                .isEqualTo(414);
        expectNothingHappened();
    }

    @Test
    void a_body_announced_too_large_is_refused_before_any_of_it_is_sent() throws IOException {
        Heard heard = hear(RawCaller.head(CHAT, "content-length: " + 2 * DataPlaneFixture.BODY_MAX + "\r\n" + CLOSE));

        assertThat(heard.status()).isEqualTo(413);
        assertThat(heard.error().path("code").asText()).isEqualTo("request_too_large");
        expectNothingHappened();
    }

    @Test
    void of_fifty_megabytes_that_nobody_announced_no_more_is_kept_than_a_body_may_have() throws IOException {
        byte[] piece = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        Heard heard;
        try (RawCaller caller = new RawCaller(gateway.port())) {
            caller.send(RawCaller.head(CHAT, CHUNKED + CLOSE));
            for (int sent = 0; sent < 50_000_000; sent += piece.length) {
                caller.send(piece);
            }
            heard = caller.send("0\r\n\r\n").hear();
        }

        assertThat(heard.status()).isIn(413, 0);
        expectNothingHappened();
    }

    @Test
    void headers_that_come_a_byte_now_and_then_are_not_waited_for() throws IOException {
        try (RawCaller caller = new RawCaller(gateway.port())) {
            drip(caller, RawCaller.head(CHAT, "x-long: " + "a".repeat(2_000) + "\r\n"));

            assertThat(caller.hear().status()).isZero();
        }
        expectNothingHappened();
    }

    @Test
    void a_body_that_comes_a_byte_now_and_then_is_refused_in_its_dialect() throws IOException {
        try (RawCaller caller = new RawCaller(gateway.port())) {
            caller.send(RawCaller.head("/v1/messages", "content-length: 5000\r\n"));
            drip(caller, "{\"model\":\"" + "a".repeat(2_000));
            Heard heard = caller.hear();

            assertThat(heard.status()).isEqualTo(408);
            assertThat(Messages.json(heard.body()).path("type").asText()).isEqualTo("error");
        }
        expectNothingHappened();
    }

    /** Until the other side has had enough. */
    private void drip(RawCaller caller, String text) throws IOException {
        Await.until(() -> gateway.open() == 1);
        for (int at = 0; at < text.length() && gateway.open() > 0; at++) {
            caller.send(text.substring(at, at + 1));
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    @Test
    void a_body_that_stops_is_refused() throws IOException {
        try (RawCaller caller = new RawCaller(gateway.port())) {
            Heard heard = caller.send(RawCaller.head(CHAT, "content-length: 100\r\n") + "{\"model\":")
                    .hear();

            assertThat(heard.status()).isEqualTo(408);
            assertThat(heard.error().path("code").asText()).isEqualTo("request_timeout");
        }
        expectNothingHappened();
    }

    @Test
    void there_are_only_so_many_connections_and_room_again_when_some_are_gone() throws IOException {
        List<RawCaller> held = new ArrayList<>();
        for (int count = 0; count < CALLERS_MAX; count++) {
            held.add(new RawCaller(gateway.port()));
        }
        Await.until(() -> gateway.open() == CALLERS_MAX);

        try (RawCaller further = new RawCaller(gateway.port())) {
            assertThat(further.hear().status()).isZero();
        }
        assertThat(gateway.refusedConnections).hasValue(1);
        for (RawCaller each : held) {
            each.close();
        }
        expectNothingHappened();
    }
}
