package io.signalbox.gateway.pipeline;

import static io.signalbox.gateway.pipeline.ScriptedProvider.json;
import static io.signalbox.gateway.pipeline.Talk.ANSWER;
import static io.signalbox.gateway.pipeline.Talk.ASK;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.Topic;
import io.signalbox.gateway.TestGateway;
import io.signalbox.gateway.snapshot.SnapshotHolder;
import io.signalbox.kit.kafka.EventHeaders;
import io.signalbox.testkit.Await;
import io.signalbox.testkit.embedded.EmbeddedServices;
import io.signalbox.testkit.traces.TraceReceiver;
import io.signalbox.testkit.traces.TraceReceiver.Received;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole gateway between a caller, a provider, a receiver of traces and Kafka, all of them real. */
class TracesLeaveTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final ScriptedProvider provider = new ScriptedProvider(json(200, ANSWER));
    private final DataPlaneFixture knowledge = new DataPlaneFixture();
    private final TraceReceiver receiver = new TraceReceiver();

    @TempDir
    private Path directory;

    private TestGateway gateway;

    @BeforeEach
    void start() throws IOException {
        gateway = TestGateway.start(
                directory,
                "signalbox.egress.allow=127.0.0.0/8",
                "signalbox.kafka.bootstrap-servers=" + EmbeddedServices.kafka().bootstrapServers(),
                "signalbox.tracing.endpoint=" + receiver.endpoint(),
                "signalbox.tracing.sample-rate=0");
        knowledge.openTarget("main", provider.baseUrl()).compile(true);
        gateway.context().getBean(SnapshotHolder.class).replace(knowledge.snapshots.current());
    }

    @AfterEach
    void close() {
        gateway.close();
        knowledge.close();
        provider.close();
        receiver.close();
    }

    @Test
    void a_callers_trace_reaches_the_receiver_and_the_usage_record_names_its_attempt() {
        Caller caller = new Caller(gateway.uri("/").getPort(), DataPlaneFixture.KEY);

        caller.send(
                caller.post("/v1/chat/completions", ASK).header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01"));

        List<Received> spans = receiver.trace(TRACE, 2);
        Received attempt = spans.get(0);
        Received request = spans.get(1);
        assertThat(spans).extracting(Received::service).containsOnly("gateway");
        assertThat(request.kind()).isEqualTo("SERVER");
        assertThat(request.parent()).isEqualTo("00f067aa0ba902b7");
        assertThat(attempt.kind()).isEqualTo("CLIENT");
        assertThat(attempt.parent()).isEqualTo(request.spanId());
        assertThat(attempt.attributes())
                .containsEntry("gen_ai.usage.input_tokens", "12")
                .containsEntry("signalbox.target", "main/small");
        assertThat(traceOf(request.attributes().getOrDefault("signalbox.request.id", "")))
                .isEqualTo("00-" + TRACE + "-" + attempt.spanId() + "-01");
    }

    private static String traceOf(String requestId) {
        Await.until(() -> record(requestId).isPresent());
        ConsumerRecord<String, byte[]> record = record(requestId).orElseThrow();
        return EventHeaders.text(record.headers(), EventHeaders.TRACE_PARENT).orElse("");
    }

    private static Optional<ConsumerRecord<String, byte[]>> record(String requestId) {
        return EmbeddedServices.kafka().records(Topic.USAGE_RECORD).stream()
                .filter(record -> record.key().endsWith(requestId))
                .findFirst();
    }
}
