package io.signalbox.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.Topic;
import io.signalbox.kit.eventstore.Commands;
import io.signalbox.kit.kafka.EventHeaders;
import io.signalbox.kit.tracing.CurrentTrace;
import io.signalbox.testkit.Await;
import io.signalbox.testkit.embedded.EmbeddedServices;
import io.signalbox.testkit.embedded.TestService;
import io.signalbox.testkit.traces.TraceReceiver;
import io.signalbox.testkit.traces.TraceReceiver.Received;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A trace from a command through the event store, the outbox and Kafka to what took effect elsewhere. */
class TraceTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final String TRACE = "7bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "10f067aa0ba902b7";
    private static final String HEADER = "00-" + TRACE + "-" + SPAN + "-01";

    private static TraceReceiver receiver;
    private static TestService service;

    @BeforeAll
    static void start() {
        EmbeddedServices.kafka().empty();
        receiver = new TraceReceiver();
        service = TestService.start(
                SampleServiceApplication.class,
                EmbeddedServices.postgres().database("sample"),
                "--signalbox.tracing.endpoint=" + receiver.endpoint());
    }

    @AfterAll
    static void stop() {
        service.close();
        receiver.close();
    }

    @Test
    void what_a_followed_command_leads_to_names_its_trace_and_the_inbox_goes_on_with_it() {
        UUID id = UUID.randomUUID();

        CurrentTrace.during(HEADER, () -> send(new ProjectCommand.OpenProject(ACME, id, "followed", NOW)));

        assertThat(traceOf(id)).isEqualTo(HEADER);
        Received span = receiver.trace(TRACE, 1).getFirst();
        assertThat(span.service()).isEqualTo("sample");
        assertThat(span.name()).isEqualTo("process sample.projects");
        assertThat(span.kind()).isEqualTo("CONSUMER");
        assertThat(span.parent()).isEqualTo(SPAN);
        assertThat(span.attributes())
                .containsEntry("signalbox.event", "ProjectOpened")
                .containsEntry("signalbox.tenant", "acme");
    }

    @Test
    void a_command_nobody_follows_leads_to_no_header() {
        UUID id = UUID.randomUUID();

        send(new ProjectCommand.OpenProject(ACME, id, "unseen", NOW));

        assertThat(traceOf(id)).isNull();
    }

    @Test
    void a_record_that_is_put_aside_says_so_in_its_trace() {
        String trace = TRACE.replace('7', '8');
        UUID id = UUID.randomUUID();

        CurrentTrace.during(
                HEADER.replace(TRACE, trace), () -> send(new ProjectCommand.OpenProject(ACME, id, "poison", NOW)));

        Received span = receiver.trace(trace, 1).getFirst();
        assertThat(span.attributes()).containsEntry("error.type", "parked");
    }

    @Test
    void a_record_of_long_ago_does_not_go_on_with_a_trace_that_is_over() {
        String trace = TRACE.replace('7', '9');
        String later = TRACE.replace('7', '6');
        UUID id = UUID.randomUUID();
        send(new ProjectCommand.OpenProject(ACME, id, "again", NOW));
        ConsumerRecord<String, byte[]> told = record(id);

        EmbeddedServices.kafka().send(List.of(again(told, trace, 2, NOW), again(told, later, 3, Instant.now())));

        assertThat(receiver.trace(later, 1)).hasSize(1);
        assertThat(receiver.spans()).extracting(Received::traceId).doesNotContain(trace);
    }

    private static ProducerRecord<String, byte[]> again(
            ConsumerRecord<String, byte[]> told, String trace, long sequence, Instant at) {
        ProducerRecord<String, byte[]> again = new ProducerRecord<>(
                told.topic(), told.partition(), at.toEpochMilli(), told.key(), told.value(), told.headers());
        again.headers().add(EventHeaders.SEQUENCE, String.valueOf(sequence).getBytes(StandardCharsets.UTF_8));
        again.headers()
                .add(EventHeaders.TRACE_PARENT, HEADER.replace(TRACE, trace).getBytes(StandardCharsets.UTF_8));
        return again;
    }

    private static void send(ProjectCommand command) {
        service.bean(Commands.class).send(command);
    }

    private static @Nullable String traceOf(UUID id) {
        return EventHeaders.text(record(id).headers(), EventHeaders.TRACE_PARENT)
                .orElse(null);
    }

    private static ConsumerRecord<String, byte[]> record(UUID id) {
        Await.until(() -> find(id).isPresent());
        return find(id).orElseThrow();
    }

    private static Optional<ConsumerRecord<String, byte[]>> find(UUID id) {
        return EmbeddedServices.kafka().records(Topic.TENANT).stream()
                .filter(record -> record.key().endsWith(id.toString()))
                .findFirst();
    }
}
