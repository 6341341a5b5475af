package io.signalbox.gateway.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.usage.Outcome;
import io.signalbox.gateway.journal.AttemptClosing;
import io.signalbox.simulator.Settings;
import io.signalbox.simulator.SimulatedProvider;
import io.signalbox.simulator.fault.Fault;
import io.signalbox.simulator.fault.FaultKind;
import io.signalbox.simulator.fault.FaultKind.Effect;
import io.signalbox.simulator.fault.FaultRule;
import io.signalbox.simulator.tally.TallyEntry;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every fault the simulated provider knows, in every dialect, as whole answer and as stream: a second target answers
 * unseen whatever can still be replaced, and figures equal the simulator's own count. A new kind of fault is a new case
 * by itself.
 */
class SimulatedFaultsTest {
    private static final int FAST_MILLIS = 20;

    private final DataPlaneFixture gateway = new DataPlaneFixture();
    private SimulatedProvider first;
    private SimulatedProvider second;

    /** One fault in one dialect and one way of answering. */
    record Case(FaultKind kind, String dialect, boolean streamed) {
        boolean replaceable() {
            return kind.effect() == Effect.FAILS || (kind.effect() == Effect.BREAKS && !streamed);
        }
    }

    static Stream<Case> cases() {
        return Arrays.stream(FaultKind.values())
                .flatMap(kind -> Stream.of("openai", "anthropic", "gemini")
                        .flatMap(dialect -> Stream.of(false, true)
                                .filter(kind::befalls)
                                .map(streamed -> new Case(kind, dialect, streamed))));
    }

    static Stream<Case> replaceable() {
        return cases().filter(Case::replaceable);
    }

    static Stream<Case> breaking() {
        return cases().filter(each -> each.kind().effect() == Effect.BREAKS && each.streamed());
    }

    static Stream<Case> harmless() {
        return cases().filter(each -> each.kind().effect() == Effect.HARMLESS);
    }

    @BeforeEach
    void providers() throws IOException {
        first = SimulatedProvider.start(Settings.local()
                .withKey("openai", "sk-main")
                .withKey("anthropic", "sk-main")
                .withKey("gemini", "sk-main"));
        second = SimulatedProvider.start(Settings.local().withKey("openai", "sk-spare"));
        first.models("openai").add("small");
        first.models("anthropic").add("small");
        first.models("gemini").add("small");
        second.models("openai").add("small");
    }

    @AfterEach
    void close() throws IOException {
        gateway.close();
        first.close();
        second.close();
    }

    private HttpResponse<String> ask(Case of) {
        first.faults().add(FaultRule.forever(of.kind()).with(fault(of.kind())));
        gateway.target("main", of.dialect(), first.baseUrl(of.dialect()))
                .target("spare", "openai", second.baseUrl("openai"))
                .route("fast", DataPlaneFixture.QUICK, 3, "main", "spare")
                .start();
        return gateway.caller()
                .chat(
                        "{\"model\":\"fast\",\"messages\":[{\"role\":\"user\",\"content\":\"tell me [[sim output=24 chunks=8]]\"}]"
                                + (of.streamed() ? ",\"stream\":true}" : "}"));
    }

    /** Slowness that is no failure must stay within this route's deadlines. */
    private static Fault fault(FaultKind kind) {
        Fault fault = Fault.of(kind);
        return kind == FaultKind.SLOW ? fault.withMillis(FAST_MILLIS) : fault;
    }

    @ParameterizedTest
    @MethodSource("replaceable")
    void a_second_target_answers_unseen(Case of) {
        HttpResponse<String> reply = ask(of);

        List<RecordingJournal.Entry> closed = gateway.closed(2);
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).doesNotContain("\"error\"");
        assertThat(reply.headers().firstValue("x-signalbox-target")).hasValue("spare/small");
        assertThat(reply.headers().firstValue("x-signalbox-attempts")).hasValue("2");
        assertThat(closed).hasSize(2);
        assertThat(closed.get(0).closing().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(closed.get(0).closing().last()).isFalse();
        assertThat(closed.get(1).closing().outcome()).isEqualTo(Outcome.SUCCEEDED);
        expectTallied(closed.get(1).closing(), second);
    }

    @ParameterizedTest
    @MethodSource("breaking")
    void after_the_first_content_the_stream_ends_with_an_error_and_no_terminator(Case of) {
        HttpResponse<String> reply = ask(of);

        List<RecordingJournal.Entry> closed = gateway.closed(1);
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("x-signalbox-target")).hasValue("main/small");
        assertThat(reply.body()).contains("data: {\"error\":{\"message\":").doesNotContain("[DONE]");
        assertThat(closed).hasSize(1);
        assertThat(closed.getFirst().closing().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(closed.getFirst().closing().meters()).containsKey("input_tokens");
        assertThat(second.tally().entries()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void what_is_odd_and_still_an_answer_passes(Case of) {
        HttpResponse<String> reply = ask(of);

        List<RecordingJournal.Entry> closed = gateway.closed(1);
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("x-signalbox-target")).hasValue("main/small");
        assertThat(closed).hasSize(1);
        assertThat(closed.getFirst().closing().outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(closed.getFirst().closing().estimated()).isEqualTo(of.kind() == FaultKind.MISSING_USAGE);
        if (of.kind() != FaultKind.MISSING_USAGE) {
            expectTallied(closed.getFirst().closing(), first);
        }
    }

    private static void expectTallied(AttemptClosing closing, SimulatedProvider provider) {
        TallyEntry counted = provider.tally().entries().getLast();
        Map<String, BigDecimal> meters = closing.meters();
        assertThat(counted.completed()).isTrue();
        assertThat(sum(meters, "input_tokens", "cached_input_tokens", "cache_write_tokens"))
                .isEqualTo(counted.tokens().input());
        assertThat(sum(meters, "output_tokens", "reasoning_tokens"))
                .isEqualTo(counted.tokens().output());
    }

    private static long sum(Map<String, BigDecimal> meters, String... kinds) {
        return Arrays.stream(kinds)
                .mapToLong(kind -> meters.getOrDefault(kind, BigDecimal.ZERO).longValue())
                .sum();
    }
}
