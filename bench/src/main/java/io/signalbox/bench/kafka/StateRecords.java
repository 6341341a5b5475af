package io.signalbox.bench.kafka;

import io.signalbox.bench.WrongResultException;
import io.signalbox.contracts.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Takes what the outbox sends from the broker, and sends the same again as plainly as can be. */
public final class StateRecords implements AutoCloseable {
    private static final String PLAIN_TOPIC = "bench.plain";
    private static final Duration ARRIVAL_MAX = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int LINGER_MILLIS = 2;
    private static final int BATCH_BYTES = 256 * 1024;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;

    public StateRecords(String broker) {
        consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker, ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topic.TENANT.topicName()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // Asked for now: the consumer would find out where the end is only when it is first read.
        partitions.forEach(consumer::position);
        // As the outbox's own.
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        broker,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.LINGER_MS_CONFIG,
                        LINGER_MILLIS,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        BATCH_BYTES),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        makePlainTopic(broker, partitions.size());
    }

    private static void makePlainTopic(String broker, int partitions) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
            admin.createTopics(List.of(new NewTopic(PLAIN_TOPIC, partitions, (short) 1)))
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
    }

    /** The next so many records. */
    public List<ConsumerRecord<byte[], byte[]>> next(int count) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(count);
        long until = System.nanoTime() + ARRIVAL_MAX.toNanos();
        while (records.size() < count) {
            consumer.poll(POLL).forEach(records::add);
            if (System.nanoTime() - until > 0) {
                throw new WrongResultException(
                        (count - records.size()) + " records did not arrive within " + ARRIVAL_MAX.toSeconds() + " s.");
            }
        }
        return records;
    }

    /** Sends them to a topic of its own; returns how many a second, until the broker has the last one. */
    public double sendPlainly(List<ConsumerRecord<byte[], byte[]>> records) {
        long began = System.nanoTime();
        List<Future<RecordMetadata>> acknowledgements = new ArrayList<>(records.size());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            acknowledgements.add(producer.send(new ProducerRecord<>(
                    PLAIN_TOPIC, record.partition(), record.key(), record.value(), record.headers())));
        }
        producer.flush();
        acknowledgements.forEach(StateRecords::await);
        return records.size() * 1e9 / (System.nanoTime() - began);
    }

    private static void await(Future<RecordMetadata> acknowledgement) {
        try {
            acknowledgement.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker did not take a record", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        consumer.close();
        producer.close();
    }
}
