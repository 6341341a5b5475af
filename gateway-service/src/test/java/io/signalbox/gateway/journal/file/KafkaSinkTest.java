package io.signalbox.gateway.journal.file;

import static io.signalbox.gateway.journal.file.AttemptExamples.opening;
import static io.signalbox.gateway.journal.file.AttemptExamples.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.Topic;
import io.signalbox.contracts.usage.UsageRecordEvent.UsageRecorded;
import io.signalbox.gateway.journal.Journal;
import io.signalbox.gateway.journal.frame.Frame;
import io.signalbox.kit.contractjson.ContractJson;
import io.signalbox.kit.kafka.EventHeaders;
import io.signalbox.kit.kafka.EventRecord;
import io.signalbox.testkit.Await;
import io.signalbox.testkit.embedded.EmbeddedServices;
import io.signalbox.testkit.embedded.TestKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** W10 against a real broker that is killed meanwhile. */
class KafkaSinkTest {
    private static final TestKafka KAFKA = EmbeddedServices.kafka();

    @TempDir
    Path directory;

    @Test
    void every_end_reaches_kafka_over_the_brokers_death_in_the_form_every_event_has() throws Exception {
        Map<UUID, UsageRecorded> expected = new HashMap<>();
        try (FileJournal journal = FileJournal.open(JournalProperties.in(directory), tenant -> false);
                Drain drain = new Drain(journal.log(), () -> new KafkaSink(KAFKA.bootstrapServers()), 100)) {
            drain.start();
            write(journal, 200);
            Await.within(Duration.ofSeconds(90))
                    .until(
                            "Kafka acknowledged half of them",
                            () -> journal.log().unacknowledged() < 200);
            KAFKA.kill();
            try {
                write(journal, 200);
                assertThat(journal.admits(AttemptExamples.ACME)).isEqualTo(Journal.Admission.OPEN);
            } finally {
                KAFKA.start();
            }
            write(journal, 10);
            for (Frame frame : FileJournalTest.frames(journal.log())) {
                if (frame.type() == Frame.Type.CLOSED) {
                    expected.put(
                            frame.key().requestId(),
                            ContractJson.mapper().readValue(frame.body(), UsageRecorded.class));
                }
            }
            Await.within(Duration.ofSeconds(90))
                    .until("the drain is through", () -> journal.log().unacknowledged() == 0);
        }
        assertThat(expected).hasSize(410);

        Map<UUID, List<ConsumerRecord<String, byte[]>>> arrived = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : KAFKA.records(Topic.USAGE_RECORD)) {
            UsageRecorded event = ContractJson.mapper().readValue(record.value(), UsageRecorded.class);
            arrived.computeIfAbsent(event.requestId(), id -> new ArrayList<>()).add(record);
        }
        assertThat(arrived.keySet()).containsAll(expected.keySet());
        expected.forEach((request, event) ->
                arrived.getOrDefault(request, List.of()).forEach(record -> assertSame(record, event)));
    }

    /** As the one place that makes records for every service would have made it. */
    private static void assertSame(ConsumerRecord<String, byte[]> record, UsageRecorded event) {
        ProducerRecord<String, byte[]> usual = new EventRecord(
                        event, event.requestId() + "-" + event.attempt(), "gateway", event.closedAt(), null, null)
                .toProducerRecord(4);
        assertThat(record.key()).isEqualTo(usual.key());
        assertThat(record.partition()).isEqualTo(usual.partition());
        assertThat(record.value()).isEqualTo(usual.value());
        assertThat(texts(record.headers())).isEqualTo(texts(usual.headers()));
    }

    private static Map<String, String> texts(Headers headers) {
        return StreamSupport.stream(headers.spliterator(), false)
                .collect(Collectors.toMap(
                        header -> header.key(),
                        header -> EventHeaders.text(headers, header.key()).orElse("")));
    }

    private static void write(FileJournal journal, int count) {
        for (int i = 0; i < count; i++) {
            UUID request = UUID.randomUUID();
            journal.open(opening(request)).close(succeeded());
            journal.delivered(request);
        }
    }
}
