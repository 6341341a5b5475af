package io.signalbox.gateway.pipeline;

import static io.signalbox.gateway.pipeline.ScriptedProvider.events;
import static io.signalbox.gateway.pipeline.ScriptedProvider.json;
import static io.signalbox.gateway.pipeline.ScriptedProvider.late;
import static io.signalbox.gateway.pipeline.ScriptedProvider.silence;
import static io.signalbox.gateway.pipeline.Talk.ANSWER;
import static io.signalbox.gateway.pipeline.Talk.DONE;
import static io.signalbox.gateway.pipeline.Talk.HEL;
import static io.signalbox.gateway.pipeline.Talk.LO;
import static io.signalbox.gateway.pipeline.Talk.ROLE;
import static io.signalbox.gateway.pipeline.Talk.STOP;
import static io.signalbox.gateway.pipeline.Talk.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.catalog.Hedge;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.contracts.usage.Outcome;
import io.signalbox.gateway.journal.AttemptClosing;
import io.signalbox.gateway.pipeline.ScriptedProvider.Behaviour;
import io.signalbox.gateway.reserves.FirstTokenTimes;
import io.signalbox.gateway.snapshot.Target;
import io.signalbox.kit.identity.NamedId;
import io.signalbox.pricing.PriceList;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two targets are asked for one answer when the first is late. */
class HedgingTest {
    private static final String[] STREAM = {ROLE, HEL, LO, STOP, DONE};

    private final DataPlaneFixture gateway = new DataPlaneFixture();
    private ScriptedProvider first = new ScriptedProvider();
    private ScriptedProvider second = new ScriptedProvider();

    @BeforeEach
    void saveUp() {
        IntStream.range(0, 20).forEach(request -> gateway.reserves.hedges().deposit());
        gateway.hedge = new Hedge(20L, null);
    }

    @AfterEach
    void close() {
        gateway.close();
        first.close();
        second.close();
    }

    private void targets(Behaviour one, Behaviour two) {
        first = new ScriptedProvider(one);
        second = new ScriptedProvider(two);
        gateway.target("main", "openai", first.baseUrl())
                .target("spare", "openai", second.baseUrl())
                .route("fast", DataPlaneFixture.QUICK, 3, "main", "spare")
                .start();
    }

    private HttpResponse<String> ask(boolean streamed) {
        return gateway.caller().chat("{\"model\":\"fast\",\"messages\":[]" + (streamed ? ",\"stream\":true}" : "}"));
    }

    private static Behaviour good(boolean streamed) {
        return streamed ? events(STREAM) : json(200, ANSWER);
    }

    private AttemptClosing closed(String configuration, int of) {
        return gateway.closed(of).stream()
                .filter(entry -> entry.opening().configurationId().equals(NamedId.of("configuration/" + configuration)))
                .findFirst()
                .orElseThrow()
                .closing();
    }

    private static void expectOutrun(AttemptClosing loser) {
        assertThat(loser.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(loser.failure()).isEqualTo(FailureKind.OUTRUN);
        assertThat(loser.estimated()).isTrue();
        assertThat(loser.meters()).containsOnlyKeys("input_tokens");
        assertThat(loser.last()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_late_target_is_outrun_by_another(boolean streamed) {
        targets(silence(), good(streamed));

        HttpResponse<String> reply = ask(streamed);

        assertThat(reply.headers().firstValue("x-signalbox-target")).hasValue("spare/small");
        assertThat(reply.headers().firstValue("x-signalbox-attempts")).hasValue("2");
        expectOutrun(closed("main", 2));
        assertThat(closed("spare", 2).outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(closed("spare", 2).last()).isTrue();
        CallerLeavesTest.until(() -> first.cancelled.get() == 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_late_target_that_is_still_first_answers(boolean streamed) {
        targets(late(Duration.ofMillis(200), good(streamed)), silence());

        HttpResponse<String> reply = ask(streamed);

        assertThat(reply.headers().firstValue("x-signalbox-target")).hasValue("main/small");
        expectOutrun(closed("spare", 2));
        assertThat(closed("main", 2).outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(closed("main", 2).last()).isTrue();
    }

    @Test
    void a_hedge_that_fails_leaves_the_first_to_answer() {
        targets(late(Duration.ofMillis(200), json(200, ANSWER)), json(500, error("x", "y", "no")));

        HttpResponse<String> reply = ask(false);

        assertThat(reply.body()).isEqualTo(ANSWER);
        assertThat(closed("spare", 2).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(closed("main", 2).outcome()).isEqualTo(Outcome.SUCCEEDED);
    }

    @Test
    void when_both_fail_the_caller_is_told_and_one_of_them_is_the_last() {
        targets(
                late(Duration.ofMillis(100), json(403, error("x", "y", "no"))),
                late(Duration.ofMillis(200), json(403, error("x", "y", "no"))));

        HttpResponse<String> reply = ask(false);

        assertThat(reply.statusCode()).isEqualTo(502);
        assertThat(gateway.closed(2))
                .extracting(entry -> entry.closing().last())
                .containsExactly(false, true);
    }

    @Test
    void without_a_hedge_saved_up_nobody_else_is_asked() {
        IntStream.range(0, 10).forEach(request -> gateway.reserves.hedges().withdraw());
        targets(late(Duration.ofMillis(100), json(200, ANSWER)), json(200, ANSWER));

        ask(false);

        assertThat(gateway.closed(1)).hasSize(1);
        assertThat(second.received).isEmpty();
    }

    @Test
    void a_route_that_does_not_want_it_waits() {
        gateway.hedge = null;
        targets(late(Duration.ofMillis(100), json(200, ANSWER)), json(200, ANSWER));

        ask(false);

        assertThat(gateway.closed(1)).hasSize(1);
        assertThat(second.received).isEmpty();
    }

    @Test
    void without_another_target_the_hedge_stays_saved() {
        first = new ScriptedProvider(late(Duration.ofMillis(100), json(200, ANSWER)));
        gateway.target("main", "openai", first.baseUrl())
                .route("fast", DataPlaneFixture.QUICK, 3, "main")
                .start();

        ask(false);

        assertThat(first.received).hasSize(1);
        assertThat(gateway.reserves.hedges().withdraw()).isTrue();
    }

    @Test
    void late_may_be_told_from_what_the_target_took_before() {
        gateway.hedge = new Hedge(null, 95);
        targets(silence(), json(200, ANSWER));
        IntStream.range(0, 20)
                .forEach(each -> times().add(main(), Duration.ofMillis(10).toNanos()));

        HttpResponse<String> reply = ask(false);

        assertThat(reply.headers().firstValue("x-signalbox-target")).hasValue("spare/small");
        expectOutrun(closed("main", 2));
    }

    private FirstTokenTimes times() {
        return gateway.reserves.firstTokens();
    }

    private static Target main() {
        return new Target(
                DataPlaneFixture.ACME,
                NamedId.of("configuration/main"),
                "main",
                "openai",
                "small",
                null,
                List.of(),
                null,
                PriceList.EMPTY,
                null);
    }

    @Test
    void a_caller_that_leaves_two_attempts_ends_both() throws Exception {
        targets(silence(), silence());

        try (java.net.Socket socket = CallerLeavesTest.post(gateway.port(), "{\"model\":\"fast\",\"messages\":[]}")) {
            CallerLeavesTest.until(() -> second.received.size() == 1);
            socket.setSoLinger(true, 0);
        }

        List<RecordingJournal.Entry> closed = gateway.closed(2);
        assertThat(closed).extracting(entry -> entry.closing().failure()).containsOnly(FailureKind.CALLER_GONE);
        CallerLeavesTest.until(() -> first.cancelled.get() == 1 && second.cancelled.get() == 1);
    }
}
