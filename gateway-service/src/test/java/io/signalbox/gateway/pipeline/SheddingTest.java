package io.signalbox.gateway.pipeline;

import static io.signalbox.gateway.pipeline.ScriptedProvider.events;
import static io.signalbox.gateway.pipeline.ScriptedProvider.json;
import static io.signalbox.gateway.pipeline.ScriptedProvider.silence;
import static io.signalbox.gateway.pipeline.Talk.ANSWER;
import static io.signalbox.gateway.pipeline.Talk.ASK;
import static io.signalbox.gateway.pipeline.Talk.ASK_STREAM;
import static io.signalbox.gateway.pipeline.Talk.DONE;
import static io.signalbox.gateway.pipeline.Talk.HEL;
import static io.signalbox.gateway.pipeline.Talk.ROLE;
import static io.signalbox.gateway.pipeline.Talk.STOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.gateway.shedding.InFlight;
import io.signalbox.gateway.shedding.Priority;
import io.signalbox.testkit.Await;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A replica that may serve ten calls at once, over real sockets. */
class SheddingTest {
    private static final String HIGH = DataPlaneFixture.keyText("ccccccccccccccccccccccccccccccccccccccccccc");
    private static final String LOW = DataPlaneFixture.keyText("ddddddddddddddddddddddddddddddddddddddddddd");

    private final DataPlaneFixture gateway = new DataPlaneFixture();
    private final ScriptedProvider provider = new ScriptedProvider(json(200, ANSWER));

    @BeforeEach
    void keys() {
        gateway.inFlight = new InFlight(10);
        gateway.target("main", "openai", provider.baseUrl());
        key(HIGH, "high");
        key(LOW, "low");
        gateway.start();
    }

    private void key(String text, String priority) {
        gateway.tags = Map.of(Priority.TAG, priority);
        gateway.key(text, null, List.of());
    }

    @AfterEach
    void close() {
        gateway.close();
        provider.close();
    }

    private HttpResponse<String> ask(String key, String... headers) {
        Caller caller = new Caller(gateway.port(), key);
        HttpRequest.Builder request = caller.post("/v1/chat/completions", ASK);
        return caller.send(headers.length == 0 ? request : request.headers(headers));
    }

    private void busyWith(int calls) {
        IntStream.range(0, calls).forEach(each -> gateway.inFlight.enter(Priority.HIGH));
    }

    @ParameterizedTest
    @CsvSource({"4, 200, 200, 200", "5, 503, 200, 200", "8, 503, 200, 200", "9, 503, 503, 200", "10, 503, 503, 503"})
    void the_busier_it_is_the_more_a_call_has_to_matter(int busy, int low, int normal, int high) {
        busyWith(busy);

        List<Integer> statuses = new ArrayList<>();
        for (String key : List.of(LOW, DataPlaneFixture.KEY, HIGH)) {
            statuses.add(ask(key).statusCode());
            // A call counts until its reply is out, and its caller may know of that first.
            Await.untilAsserted(() -> assertThat(gateway.inFlight.calls()).isEqualTo(busy));
        }

        assertThat(statuses).containsExactly(low, normal, high);
    }

    @Test
    void a_caller_may_say_that_it_matters_less_and_never_that_it_matters_more() {
        busyWith(9);

        HttpResponse<String> raised = ask(DataPlaneFixture.KEY, Priority.HEADER, "high");
        HttpResponse<String> lowered = ask(HIGH, Priority.HEADER, "low");
        HttpResponse<String> odd = ask(HIGH, Priority.HEADER, "urgent");

        assertThat(List.of(raised.statusCode(), lowered.statusCode(), odd.statusCode()))
                .containsExactly(503, 503, 400);
        assertThat(odd.body()).contains(Priority.HEADER);
    }

    @Test
    void who_is_refused_is_told_so_in_its_dialect_and_when_to_come_back() {
        busyWith(10);

        HttpResponse<String> reply = ask(LOW);

        assertThat(reply.statusCode()).isEqualTo(503);
        assertThat(reply.body()).contains("\"code\":\"gateway_overloaded\"").contains("low priority");
        assertThat(reply.headers().firstValue("retry-after")).isPresent();
        assertThat(reply.headers().firstValue("x-should-retry")).contains("true");
        assertThat(gateway.journal.opened).isEmpty();
    }

    @Test
    void every_call_is_counted_until_its_end_however_it_ends() throws IOException {
        ask(DataPlaneFixture.KEY);
        ask("sbx_nobody");
        gateway.caller().chat("no json");
        provider.answers(events(ROLE, HEL, STOP, DONE));
        gateway.caller().chat(ASK_STREAM);
        provider.answers(silence());
        try (Socket leaving = CallerLeavesTest.post(gateway.port(), ASK_STREAM)) {
            Await.untilAsserted(() -> assertThat(gateway.inFlight.calls()).isEqualTo(1));
            leaving.setSoLinger(true, 0);
        }

        Await.untilAsserted(() -> assertThat(gateway.inFlight.calls()).isZero());
    }
}
