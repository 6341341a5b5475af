package io.signalbox.usage;

import static io.signalbox.usage.UsageExamples.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.usage.UsageRecordEvent.UsageRecorded;
import io.signalbox.kit.kafka.EventRecord;
import io.signalbox.testkit.embedded.EmbeddedServices;
import io.signalbox.testkit.traces.TraceReceiver;
import io.signalbox.testkit.traces.TraceReceiver.Received;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** S4, the last part of the way: from the usage record to the ledger. */
class LedgerTraceTest {
    private static final String TRACE = "5bf92f3577b34da6a3ce929d0e0e4736";
    private static final String ATTEMPT = "10f067aa0ba902b7";

    @Test
    void an_entry_ends_the_trace_of_the_attempt_it_is_about_and_the_others_of_its_batch_make_no_span() {
        EmbeddedServices.kafka().empty();
        try (TraceReceiver receiver = new TraceReceiver();
                RunningUsage usage = new RunningUsage(
                        EmbeddedServices.postgres().database("usage"),
                        "signalbox.tracing.endpoint=" + receiver.endpoint())) {
            EmbeddedServices.kafka()
                    .send(List.of(
                            record("plain", null),
                            record("followed", "00-" + TRACE + "-" + ATTEMPT + "-01"),
                            record("not followed", "00-" + TRACE.replace('5', '6') + "-" + ATTEMPT + "-00")));

            Received span = receiver.trace(TRACE, 1).getFirst();

            assertThat(span.service()).isEqualTo("usage");
            assertThat(span.name()).isEqualTo("process usage.ledger");
            assertThat(span.kind()).isEqualTo("CONSUMER");
            assertThat(span.parent()).isEqualTo(ATTEMPT);
            assertThat(receiver.spans()).hasSize(1);
            assertThat(usage.everything()
                            .sql("SELECT count(*) FROM ledger_entry")
                            .query(Long.class)
                            .single())
                    .isPositive();
        }
    }

    private static ProducerRecord<String, byte[]> record(String request, @Nullable String traceParent) {
        UsageRecorded event = attempt().request(request).record();
        return new EventRecord(event, request, "gateway", Instant.now(), null, traceParent).toProducerRecord(1);
    }
}
