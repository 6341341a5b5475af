package io.signalbox.testkit.embedded;

import io.signalbox.contracts.ContractEvent;
import io.signalbox.contracts.Topic;
import io.signalbox.kit.identity.NamedId;
import io.signalbox.kit.kafka.EventRecord;
import io.signalbox.testkit.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** One real broker for the whole test JVM, with our topics; it can be killed and started again. */
public final class TestKafka {
    /** As the quickstart: one broker gains nothing from more. */
    private static final int PARTITIONS_MAX = 4;

    private static final long ANSWER_SECONDS_MAX = 30;
    private static final Instant SAID_AT = Instant.parse("2026-11-20T12:00:00Z");

    private final Broker broker;

    TestKafka(Broker broker) {
        this.broker = broker;
        broker.start();
        create(List.of(Topic.values()));
    }

    /** Where clients find it; stays the same over {@link #kill} and {@link #start}. */
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** As {@code kill -9}: nothing is flushed, nobody is told. */
    public void kill() {
        broker.kill();
    }

    /** Starts it again on the same data. */
    public void start() {
        broker.start();
    }

    /**
     * Throws every record of every topic away: topics that have any are deleted and made again. Returns when the broker
     * answers with the new ones: until then it takes records into the old ones, and deletes them after all.
     */
    public void empty() {
        List<Topic> used =
                Arrays.stream(Topic.values()).filter(topic -> end(topic) > 0).toList();
        try (Admin admin = admin()) {
            admin.deleteTopics(used.stream().map(Topic::topicName).toList())
                    .all()
                    .get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the broker did not delete the topics", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        create(used);
        Await.until(() -> used.stream().allMatch(topic -> end(topic) == 0));
    }

    /** A producer of raw records; close it. */
    public Producer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers(), "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Puts events on their topics, as a service would; state topics get that sequence. */
    public void say(long sequence, List<? extends ContractEvent> events) {
        send(events.stream().map(event -> record(sequence, event)).toList());
    }

    private static ProducerRecord<String, byte[]> record(long sequence, ContractEvent event) {
        Topic topic = event.topic();
        return new EventRecord(
                        event,
                        NamedId.of(event.recordKey() + "/" + sequence).toString(),
                        "test",
                        SAID_AT,
                        topic.kind() == Topic.Kind.STATE ? sequence : null,
                        null)
                .toProducerRecord(partitions(topic));
    }

    /** Sends raw records, also what a well-behaved service never would, and waits until the broker has them. */
    public void send(List<ProducerRecord<String, byte[]>> records) {
        try (Producer<String, byte[]> producer = producer()) {
            List<Future<RecordMetadata>> sent =
                    records.stream().map(producer::send).toList();
            for (Future<RecordMetadata> one : sent) {
                one.get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the broker did not take the records", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Everything that is in a topic now, partition by partition. */
    public List<ConsumerRecord<String, byte[]>> records(Topic topic) {
        try (Consumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    /** How many records were ever written to a topic: the sum of its partitions' ends. */
    public long end(Topic topic) {
        try (Consumer<String, byte[]> consumer = consumer()) {
            return consumer.endOffsets(partitions(consumer, topic)).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    private Consumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(Consumer<String, byte[]> consumer, Topic topic) {
        return consumer.partitionsFor(topic.topicName()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    private void create(List<Topic> wanted) {
        List<NewTopic> topics = wanted.stream().map(TestKafka::topic).toList();
        try (Admin admin = admin()) {
            admin.createTopics(topics).all().get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the broker made no topics", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** As many as the topic has here: one broker gains nothing from more than a few. */
    public static int partitions(Topic topic) {
        return Math.min(topic.partitions(), PARTITIONS_MAX);
    }

    private static NewTopic topic(Topic topic) {
        Map<String, String> settings = switch (topic.kind()) {
            case STATE -> Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
            case OCCURRENCE -> Map.of();
        };
        return new NewTopic(topic.topicName(), partitions(topic), (short) 1).configs(settings);
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException(e);
    }
}
