package io.signalbox.gateway.pipeline;

import static io.signalbox.gateway.pipeline.ScriptedProvider.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.gateway.connection.CallerConnections;
import io.signalbox.gateway.pipeline.RawCaller.Heard;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** A connection is kept for its next request for a while, and only while nothing is asked or answered on it. */
class IdleConnectionsTest {
    private static final Duration IDLE = Duration.ofMillis(400);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String CHAT = "/v1/chat/completions";

    private final DataPlaneFixture gateway = new DataPlaneFixture();
    private final ScriptedProvider provider = new ScriptedProvider(json(200, Talk.ANSWER));

    @BeforeEach
    void start() {
        gateway.connectionLimits = new CallerConnections.Limits(20, LONG, LONG, LONG, IDLE);
        gateway.target("main", "openai", provider.baseUrl()).start();
    }

    @AfterEach
    void close() {
        gateway.close();
        provider.close();
    }

    private static String ask() {
        return RawCaller.head(CHAT, "content-length: " + Talk.ASK.length() + "\r\n") + Talk.ASK;
    }

    @Test
    void one_on_which_nothing_is_ever_asked_is_closed() throws IOException {
        try (RawCaller caller = new RawCaller(gateway.port())) {
            assertThat(caller.hear().head()).isEmpty();
        }
    }

    @Test
    void one_that_was_answered_is_closed_when_nothing_more_is_asked() throws IOException {
        try (RawCaller caller = new RawCaller(gateway.port())) {
            Heard heard = caller.send(ask()).hear();

            assertThat(heard.status()).isEqualTo(200);
            assertThat(heard.body()).isEqualTo(Talk.ANSWER);
        }
    }

    @Test
    void one_whose_request_was_refused_before_it_was_whole_is_closed_as_well() throws IOException {
        try (RawCaller caller = new RawCaller(gateway.port())) {
            String head = RawCaller.head("/v1/nothing", "content-length: " + Talk.ASK.length() + "\r\n");
            Heard heard = caller.send(head).send(Talk.ASK).hear();

            assertThat(heard.status()).isEqualTo(404);
        }
    }

    @Test
    void an_answer_may_take_longer() throws IOException {
        provider.answers((request, response) -> Mono.delay(IDLE.multipliedBy(3))
                .then(response.header("content-type", "application/json")
                        .sendString(Mono.just(Talk.ANSWER))
                        .then()));
        try (RawCaller caller = new RawCaller(gateway.port())) {
            Heard heard = caller.send(ask()).hear();

            assertThat(heard.status()).isEqualTo(200);
            assertThat(heard.body()).isEqualTo(Talk.ANSWER);
        }
    }
}
