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
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a caller that speaks Anthropic's format sees of the faults that show in a stream, whatever the target speaks. */
class MessagesFaultsTest {
    private static final int FAST_MILLIS = 20;

    private final DataPlaneFixture gateway = new DataPlaneFixture();
    private SimulatedProvider provider;

    /** One fault of a provider that speaks that dialect. */
    record Case(FaultKind kind, String dialect) {}

    private static Stream<Case> cases(Effect effect) {
        return Arrays.stream(FaultKind.values())
                .filter(kind -> kind.effect() == effect && kind.befalls(true))
                .flatMap(kind -> Stream.of("openai", "anthropic").map(dialect -> new Case(kind, dialect)));
    }

    static Stream<Case> breaking() {
        return cases(Effect.BREAKS);
    }

    static Stream<Case> harmless() {
        return cases(Effect.HARMLESS);
    }

    @BeforeEach
    void start() throws IOException {
        provider = SimulatedProvider.start(
                Settings.local().withKey("openai", "sk-main").withKey("anthropic", "sk-main"));
        provider.models("openai").add("small");
        provider.models("anthropic").add("small");
    }

    @AfterEach
    void close() throws IOException {
        gateway.close();
        provider.close();
    }

    private HttpResponse<String> ask(Case of) {
        Fault fault = Fault.of(of.kind());
        provider.faults()
                .add(FaultRule.forever(of.kind())
                        .with(of.kind() == FaultKind.SLOW ? fault.withMillis(FAST_MILLIS) : fault));
        gateway.target("main", of.dialect(), provider.baseUrl(of.dialect()))
                .route("fast", DataPlaneFixture.QUICK, 2, "main")
                .start();
        return gateway.caller()
                .message("{\"model\":\"fast\",\"max_tokens\":100,\"stream\":true,\"messages\":[{\"role\":\"user\","
                        + "\"content\":\"tell me [[sim output=24 chunks=8]]\"}]}");
    }

    @ParameterizedTest
    @MethodSource("breaking")
    void after_the_first_content_the_stream_ends_with_an_error_and_no_stop(Case of) {
        HttpResponse<String> reply = ask(of);

        List<String> types = Messages.types(reply.body());
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(types).startsWith("message_start").endsWith("error").doesNotContain("message_stop");
        assertThat(reply.body()).contains("event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":");
        assertThat(gateway.closed(1).getFirst().closing().outcome()).isEqualTo(Outcome.FAILED);
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void what_is_odd_and_still_an_answer_is_a_whole_message(Case of) {
        HttpResponse<String> reply = ask(of);

        AttemptClosing closing = gateway.closed(1).getFirst().closing();
        assertThat(Messages.types(reply.body()))
                .startsWith("message_start")
                .endsWith("message_delta", "message_stop")
                .doesNotContain("error");
        assertThat(closing.outcome()).isEqualTo(Outcome.SUCCEEDED);
        if (of.kind() != FaultKind.MISSING_USAGE) {
            assertThat(closing.meters()).containsEntry("output_tokens", BigDecimal.valueOf(24));
        }
    }
}
