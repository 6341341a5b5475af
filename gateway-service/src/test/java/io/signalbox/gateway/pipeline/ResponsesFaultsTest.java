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
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a caller of responses sees of every fault of a stream: at a target that speaks this format, and at one that chats. */
class ResponsesFaultsTest {
    private static final int FAST_MILLIS = 20;
    private static SimulatedProvider first;
    private static SimulatedProvider second;
    private final DataPlaneFixture gateway = new DataPlaneFixture();

    /** One fault of a provider of that type. */
    record Case(FaultKind kind, String type) {}

    private static Stream<Case> cases(Effect effect) {
        return Arrays.stream(FaultKind.values())
                .filter(kind -> kind.effect() == effect
                        && kind.befalls(true)
                        && kind != FaultKind.CONNECTION_REFUSED
                        && kind.error() == null)
                .flatMap(kind -> Stream.of("openai", "openai-compatible").map(type -> new Case(kind, type)));
    }

    static Stream<Case> failing() {
        return cases(Effect.FAILS);
    }

    static Stream<Case> breaking() {
        return cases(Effect.BREAKS);
    }

    static Stream<Case> harmless() {
        return cases(Effect.HARMLESS);
    }

    @BeforeAll
    static void providers() throws IOException {
        first = SimulatedProvider.start(Settings.local().withKey("openai", "sk-main"));
        second = SimulatedProvider.start(Settings.local().withKey("openai", "sk-spare"));
        first.models("openai").add("small");
        second.models("openai").add("small");
    }

    @AfterAll
    static void gone() throws IOException {
        first.close();
        second.close();
    }

    @BeforeEach
    void quiet() {
        first.faults().clear();
        second.tally().clear();
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private HttpResponse<String> ask(Case of) {
        Fault fault = Fault.of(of.kind());
        first.faults()
                .add(FaultRule.forever(of.kind())
                        .with(of.kind() == FaultKind.SLOW ? fault.withMillis(FAST_MILLIS) : fault));
        gateway.target("main", of.type(), first.baseUrl("openai"))
                .target("spare", "openai", second.baseUrl("openai"))
                .route("fast", DataPlaneFixture.QUICK, 3, "main", "spare")
                .start();
        return gateway.caller()
                .respond("{\"model\":\"fast\",\"stream\":true,\"input\":\"tell me [[sim output=24 chunks=8]]\"}");
    }

    @ParameterizedTest
    @MethodSource("failing")
    void before_the_first_content_a_second_target_answers_unseen(Case of) {
        HttpResponse<String> reply = ask(of);

        List<RecordingJournal.Entry> closed = gateway.closed(2);
        assertThat(reply.headers().firstValue("x-signalbox-target")).hasValue("spare/small");
        assertThat(closed.get(0).closing().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(closed.get(1).closing().outcome()).isEqualTo(Outcome.SUCCEEDED);
        ResponseEvents.areInOrder(reply.body());
    }

    @ParameterizedTest
    @MethodSource("breaking")
    void after_it_the_response_fails_in_the_stream_and_none_is_completed(Case of) {
        HttpResponse<String> reply = ask(of);

        List<String> types = Messages.types(reply.body());
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(types)
                .startsWith("response.created")
                .endsWith("error", "response.failed")
                .doesNotContain("response.completed");
        assertThat(Messages.events(reply.body()).getLast().at("/response/id").asText())
                .isEqualTo(Told.id(reply));
        assertThat(gateway.closed(1).getFirst().closing().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(second.tally().entries()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void what_is_odd_and_still_an_answer_is_a_whole_response(Case of) {
        HttpResponse<String> reply = ask(of);

        AttemptClosing closing = gateway.closed(1).getFirst().closing();
        assertThat(Messages.types(reply.body()))
                .startsWith("response.created")
                .endsWith("response.completed")
                .doesNotContain("error", "response.failed");
        assertThat(closing.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(closing.estimated()).isEqualTo(of.kind() == FaultKind.MISSING_USAGE);
    }
}
