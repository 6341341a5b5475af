package io.signalbox.gateway.inbox;

import io.signalbox.contracts.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The state topics in Kafka: a consumer without a group, since every replica needs every record, and the questions of
 * identity that a consumer cannot answer. Used by one thread.
 */
final class KafkaState implements AutoCloseable {
    private static final int ANSWER_MILLIS_MAX = 3_000;

    private final Admin admin;
    private final Consumer<byte[], byte[]> consumer;

    KafkaState(String bootstrapServers) {
        Properties properties = new Properties();
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "gateway.inbox");
        properties.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS_MAX);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS_MAX);
        Properties ofAdmin = new Properties();
        ofAdmin.putAll(properties);
        ofAdmin.put(AdminClientConfig.CLIENT_ID_CONFIG, "gateway.inbox.topics");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        this.admin = Admin.create(ofAdmin);
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** What Kafka says a topic is now. */
    record Description(String topicId, int partitions) {}

    /** All state topics as they are now; fails when one does not exist or Kafka does not answer in time. */
    Map<Topic, Description> describe() throws KafkaAwayException {
        List<String> names =
                Vocabulary.STATE_TOPICS.stream().map(Topic::topicName).toList();
        Map<Topic, Description> described = new EnumMap<>(Topic.class);
        try {
            Map<String, TopicDescription> answers =
                    admin.describeTopics(names).allTopicNames().get(ANSWER_MILLIS_MAX, TimeUnit.MILLISECONDS);
            for (Topic topic : Vocabulary.STATE_TOPICS) {
                TopicDescription answer = answers.get(topic.topicName());
                if (answer == null) {
                    throw new KafkaAwayException("no word of " + topic.topicName(), null);
                }
                described.put(
                        topic,
                        new Description(
                                answer.topicId().toString(), answer.partitions().size()));
            }
            return described;
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaAwayException("the state topics cannot be described", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("the inbox is stopped by its flag, not by interrupts", e);
        }
    }

    /** Reads these partitions from these offsets on. */
    void readFrom(Map<TopicPartition, Long> offsets) {
        consumer.assign(offsets.keySet());
        offsets.forEach(consumer::seek);
    }

    /** Reads a partition from its beginning: what was to come next was deleted. */
    void readAnew(Collection<TopicPartition> partitions) {
        consumer.seekToBeginning(partitions);
    }

    /** Where every partition ends now. */
    Map<TopicPartition, Long> ends() {
        return consumer.endOffsets(consumer.assignment());
    }

    /** Whether all partitions were read up to there. */
    boolean reached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /** What came, by partition, each in order. */
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> poll(Duration timeout) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> came = new HashMap<>();
        var records = consumer.poll(timeout);
        records.partitions().forEach(partition -> came.put(partition, records.records(partition)));
        return came;
    }

    @Override
    public void close() {
        consumer.close(Duration.ofMillis(ANSWER_MILLIS_MAX));
        admin.close(Duration.ofMillis(ANSWER_MILLIS_MAX));
    }
}
