package io.signalbox.gateway.pipeline;

import static io.signalbox.gateway.pipeline.ScriptedProvider.json;
import static io.signalbox.gateway.pipeline.Talk.ANSWER;
import static io.signalbox.gateway.pipeline.Talk.ASK;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.gateway.TestGateway;
import io.signalbox.gateway.snapshot.SnapshotHolder;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data plane inside the whole application, with the real journal and the guarded way out. */
class WholeGatewayTest {
    private final ScriptedProvider provider = new ScriptedProvider(json(200, ANSWER));
    private final DataPlaneFixture knowledge = new DataPlaneFixture();

    @TempDir
    private Path directory;

    private TestGateway gateway;

    @BeforeEach
    void start() throws IOException {
        gateway = TestGateway.start(
                directory, "signalbox.egress.allow=127.0.0.0/8", "signalbox.gateway.body-silence=300ms");
        knowledge.openTarget("main", provider.baseUrl()).compile(true);
        gateway.context().getBean(SnapshotHolder.class).replace(knowledge.snapshots.current());
    }

    @AfterEach
    void close() {
        gateway.close();
        knowledge.close();
        provider.close();
    }

    private Caller caller() {
        return new Caller(gateway.uri("/").getPort(), DataPlaneFixture.KEY);
    }

    @Test
    void a_completion_passes_in_front_of_the_control_planes_filters() {
        HttpResponse<String> reply = caller().chat(ASK);

        MeterRegistry meters = gateway.context().getBean(MeterRegistry.class);
        assertThat(reply.body()).isEqualTo(ANSWER);
        assertThat(reply.headers().map()).doesNotContainKeys("x-frame-options", "cache-control");
        assertThat(meters.counter("signalbox.gateway.attempts", "outcome", "SUCCEEDED")
                        .count())
                .isEqualTo(1.0);
    }

    @Test
    void an_error_is_in_the_callers_dialect_and_not_a_problem_body() {
        HttpResponse<String> reply = caller().send(caller().to("/v1/nothing"));

        assertThat(reply.statusCode()).isEqualTo(404);
        assertThat(reply.body()).startsWith("{\"error\":{");
    }

    @Test
    void calls_sent_without_waiting_are_all_answered() throws IOException {
        int calls = 50;
        String call =
                "GET /v1/models HTTP/1.1\r\nhost: x\r\nauthorization: Bearer " + DataPlaneFixture.KEY + "\r\n\r\n";
        try (Socket socket = new Socket("127.0.0.1", gateway.uri("/").getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(call.repeat(calls).getBytes(StandardCharsets.US_ASCII));

            StringBuilder answers = new StringBuilder();
            while (answers.toString().split("HTTP/1.1 200", -1).length <= calls) {
                byte[] piece = new byte[64 * 1024];
                int length = socket.getInputStream().read(piece);
                assertThat(length).as("closed after %s", answers).isPositive();
                answers.append(new String(piece, 0, length, StandardCharsets.US_ASCII));
            }
        }
    }

    @Test
    void a_caller_that_stops_in_the_middle_of_its_request_is_not_waited_for() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", gateway.uri("/").getPort())) {
            String head = "POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer "
                    + DataPlaneFixture.KEY + "\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout(10_000);

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            assertThat(answer).startsWith("HTTP/1.1 408");
        }
    }
}
