package io.signalbox.gateway.pipeline;

import static io.signalbox.gateway.pipeline.CallerLeavesTest.until;
import static io.signalbox.gateway.pipeline.ScriptedProvider.eventsThenSilence;
import static io.signalbox.gateway.pipeline.ScriptedProvider.json;
import static io.signalbox.gateway.pipeline.ScriptedProvider.late;
import static io.signalbox.gateway.pipeline.ScriptedProvider.silence;
import static io.signalbox.gateway.pipeline.Talk.ANSWER;
import static io.signalbox.gateway.pipeline.Talk.ASK;
import static io.signalbox.gateway.pipeline.Talk.ASK_STREAM;
import static io.signalbox.gateway.pipeline.Talk.HEL;
import static io.signalbox.gateway.pipeline.Talk.ROLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.contracts.usage.Outcome;
import io.signalbox.gateway.journal.AttemptClosing;
import io.signalbox.gateway.pipeline.ScriptedProvider.Behaviour;
import io.signalbox.gateway.reserves.Drains;
import io.signalbox.gateway.reserves.Reserves;
import io.signalbox.simulator.Settings;
import io.signalbox.simulator.SimulatedProvider;
import io.signalbox.simulator.tally.TallyEntry;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

/** Callers that leave, of providers that bill what they would have said all the same, and of those that do not. */
class RemainderTest {
    private static final String SIMULATED =
            "{\"stream\":true,\"model\":\"main/small\",\"messages\":[{\"role\":\"user\",\"content\":\"go on"
                    + " [[sim output=30 chunks=10 delay=15]]\"}]}";

    private final DataPlaneFixture gateway = new DataPlaneFixture();
    private ScriptedProvider provider = new ScriptedProvider();

    @AfterEach
    void close() {
        gateway.close();
        provider.close();
    }

    private void billing(String type, Behaviour behaviour) {
        provider = new ScriptedProvider(behaviour);
        gateway.typeWith(type, List.of("billed_when_aborted"))
                .target("main", type, provider.baseUrl())
                .start();
    }

    private void leaveAfter(String body, String seen) throws IOException {
        try (Socket socket = CallerLeavesTest.post(gateway.port(), body)) {
            InputStream answer = socket.getInputStream();
            StringBuilder read = new StringBuilder();
            while (read.indexOf(seen) < 0) {
                read.append((char) answer.read());
            }
            socket.setSoLinger(true, 0);
        }
    }

    private AttemptClosing closing() {
        AttemptClosing closing = gateway.closed(1).getFirst().closing();
        assertThat(closing.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(closing.failure()).isEqualTo(FailureKind.CALLER_GONE);
        assertThat(closing.last()).isTrue();
        return closing;
    }

    private static long sum(Map<String, BigDecimal> meters, String meter) {
        return meters.getOrDefault(meter, BigDecimal.ZERO).longValue();
    }

    private static TallyEntry answered(SimulatedProvider simulated) {
        until(() -> simulated.tally().entries().stream().anyMatch(entry -> entry.phase() == TallyEntry.Phase.ANSWERED));
        return simulated.tally().entries().getLast();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gemini", "openai", "anthropic"})
    void where_an_abandoned_stream_is_billed_it_is_read_to_its_end_and_recorded_as_the_provider_counts(String dialect)
            throws IOException {
        try (SimulatedProvider simulated =
                SimulatedProvider.start(Settings.local().withKey(dialect, "sk-main"))) {
            simulated.models(dialect).add("small");
            gateway.typeWith(dialect, List.of("billed_when_aborted"))
                    .target("main", dialect, simulated.baseUrl(dialect))
                    .start();

            leaveAfter(SIMULATED, "You");

            AttemptClosing closing = closing();
            TallyEntry counted = answered(simulated);
            assertThat(counted.completed()).isTrue();
            assertThat(closing.estimated()).isFalse();
            assertThat(sum(closing.meters(), "input_tokens"))
                    .isEqualTo(counted.tokens().input());
            assertThat(sum(closing.meters(), "output_tokens"))
                    .isEqualTo(counted.tokens().output());
            until(() -> gateway.reserves.drains().running() == 0);
            until(() -> !gateway.journal.abandoned.isEmpty());
        }
    }

    @Test
    void elsewhere_the_provider_is_told_and_what_was_used_is_an_estimate() throws IOException {
        try (SimulatedProvider simulated =
                SimulatedProvider.start(Settings.local().withKey("openai", "sk-main"))) {
            simulated.models("openai").add("small");
            gateway.target("main", "openai", simulated.baseUrl("openai")).start();

            leaveAfter(SIMULATED, "You");

            AttemptClosing closing = closing();
            assertThat(closing.estimated()).isTrue();
            assertThat(answered(simulated).completed()).isFalse();
        }
    }

    @Test
    void a_whole_answer_is_waited_for_too() throws IOException {
        billing("openai", late(Duration.ofMillis(100), json(200, ANSWER)));

        try (Socket socket = CallerLeavesTest.post(gateway.port(), ASK)) {
            until(() -> provider.received.size() == 1);
            socket.setSoLinger(true, 0);
        }

        AttemptClosing closing = closing();
        assertThat(closing.estimated()).isFalse();
        assertThat(closing.meters()).containsEntry("output_tokens", BigDecimal.valueOf(3));
        assertThat(provider.cancelled.get()).isZero();
    }

    @Test
    void time_bounds_it() throws IOException {
        gateway.reserves = Reserves.with(new Drains.Limits(Duration.ofMillis(50), 1_000_000, 1));
        billing("openai", eventsThenSilence(ROLE, HEL));

        leaveAfter(ASK_STREAM, "hel");

        AttemptClosing closing = closing();
        assertThat(closing.estimated()).isTrue();
        assertThat(closing.meters()).containsOnlyKeys("input_tokens", "output_tokens");
        until(() -> provider.cancelled.get() == 1);
        assertThat(gateway.reserves.drains().running()).isZero();
    }

    @Test
    void bytes_bound_it() throws IOException {
        gateway.reserves = Reserves.with(new Drains.Limits(Duration.ofMinutes(1), 100_000, 1));
        String padding = "x".repeat(10_000);
        billing(
                "openai",
                (request, response) -> response.header("content-type", "text/event-stream")
                        .sendString(Flux.concat(
                                Flux.just(ROLE + "\n\n", HEL + "\n\n"),
                                Flux.interval(Duration.ofMillis(1))
                                        .map(each -> HEL.replace("hel", padding) + "\n\n"))));

        leaveAfter(ASK_STREAM, "hel");

        AttemptClosing closing = closing();
        assertThat(closing.estimated()).isTrue();
        assertThat(sum(closing.meters(), "output_tokens")).isLessThan(2_000_000 / 4);
        until(() -> provider.cancelled.get() == 1);
    }

    @Test
    void number_bounds_it() throws IOException {
        gateway.reserves = Reserves.with(new Drains.Limits(Duration.ofMinutes(1), 100_000, 0));
        billing("openai", silence());

        try (Socket socket = CallerLeavesTest.post(gateway.port(), ASK)) {
            until(() -> provider.received.size() == 1);
            socket.setSoLinger(true, 0);
        }

        assertThat(closing().estimated()).isTrue();
        until(() -> provider.cancelled.get() == 1);
    }
}
