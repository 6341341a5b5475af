package io.signalbox.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.Topic;
import io.signalbox.testkit.Await;
import io.signalbox.testkit.embedded.EmbeddedServices;
import io.signalbox.testkit.embedded.TestKafka;
import io.signalbox.testkit.embedded.TestService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Every record of a topic is sent again, as a producer does that died before it knew the broker had them: the tables of an
 * inbox stay as they are, every column.
 */
public final class RedeliveryContract {
    private static final Duration CATCH_UP_MAX = Duration.ofMinutes(1);

    private RedeliveryContract() {}

    /** Fill the topic first; an empty table proves nothing and is refused. */
    public static void check(TestService service, String group, Topic topic, String... tables) {
        Rows rows = new Rows(service, tables);
        TestKafka kafka = EmbeddedServices.kafka();
        awaitRead(rows, group, topic);
        Map<String, List<String>> before = rows.all();
        assertThat(rows.isEmpty()).as("%s hold nothing: no proof", rows).isFalse();
        List<ConsumerRecord<String, byte[]>> records = kafka.records(topic);
        kafka.send(records.stream()
                .map(record -> new ProducerRecord<>(
                        record.topic(), record.partition(), record.key(), record.value(), record.headers()))
                .toList());
        awaitRead(rows, group, topic);
        assertThat(rows.all()).as("after %s records came again", records.size()).isEqualTo(before);
    }

    private static void awaitRead(Rows rows, String group, Topic topic) {
        long end = EmbeddedServices.kafka().end(topic);
        Await.within(CATCH_UP_MAX)
                .until(group + " has read " + end + " records", () -> rows.position(group, topic.topicName()) >= end);
    }
}
