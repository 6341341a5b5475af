package io.signalbox.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.Topic;
import io.signalbox.kit.kafka.EventHeaders;
import io.signalbox.testkit.Await;
import io.signalbox.testkit.embedded.EmbeddedServices;
import io.signalbox.testkit.embedded.TestHttp.Answer;
import io.signalbox.testkit.traces.TraceReceiver.Received;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** A management call's trace, from HTTP over the thread of the controller and the event store to Kafka. */
class FollowedCallTest {
    private static final String TRACE = "3bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "20f067aa0ba902b7";

    private final RunningCatalog catalog = RunningCatalog.get();

    @Test
    void a_followed_call_is_a_span_and_what_is_published_for_it_is_its_child() {
        Answer created = catalog.acme()
                .with("traceparent", "00-" + TRACE + "-" + CALLER + "-01")
                .post("/api/prices", """
                {"provider":"openai","model":"followed","meter":"input_tokens","perUnit":{"amount":"0.1","currency":"USD"}}""");

        assertThat(created.status()).as(created.body()).isEqualTo(201);
        Received call = catalog.traces().trace(TRACE, 1).getFirst();
        assertThat(call.service()).isEqualTo("catalog");
        assertThat(call.name()).isEqualTo("POST /api/prices");
        assertThat(call.kind()).isEqualTo("SERVER");
        assertThat(call.parent()).isEqualTo(CALLER);
        assertThat(call.attributes()).containsEntry("http.response.status_code", "201");
        assertThat(traceOf(created.json().path("id").asText())).isEqualTo("00-" + TRACE + "-" + call.spanId() + "-01");
    }

    @Test
    void a_call_without_a_token_is_not_followed_whatever_it_asks() {
        String trace = TRACE.replace('3', '4');

        Answer refused = catalog.service()
                .http()
                .with("traceparent", "00-" + trace + "-" + CALLER + "-01")
                .get("/api/prices");
        catalog.acme()
                .with("traceparent", "00-" + TRACE.replace('3', '5') + "-" + CALLER + "-01")
                .get("/api/prices");

        assertThat(refused.status()).isEqualTo(401);
        assertThat(catalog.traces().trace(TRACE.replace('3', '5'), 1)).hasSize(1);
        assertThat(catalog.traces().spans()).extracting(Received::traceId).doesNotContain(trace);
    }

    private static String traceOf(String priceId) {
        Await.until(() -> record(priceId).isPresent());
        return EventHeaders.text(record(priceId).orElseThrow().headers(), EventHeaders.TRACE_PARENT)
                .orElse("");
    }

    private static Optional<ConsumerRecord<String, byte[]>> record(String priceId) {
        return EmbeddedServices.kafka().records(Topic.CATALOG).stream()
                .filter(record -> record.key().endsWith(priceId))
                .findFirst();
    }
}
