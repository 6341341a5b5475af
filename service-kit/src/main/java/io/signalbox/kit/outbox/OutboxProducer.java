package io.signalbox.kit.outbox;

import io.signalbox.kit.kafka.EventRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends a batch and returns only when the broker has every record of it. */
final class OutboxProducer implements AutoCloseable {
    /**
     * With the wait for metadata before it, well below the token's claim of 15 s and the database's transaction timeout
     * of 20 s: nobody else may have gone on with the same events while this one still tries.
     */
    private static final Duration DELIVERY_MAX = Duration.ofSeconds(6);

    private static final Duration REQUEST_MAX = Duration.ofSeconds(3);

    private final Producer<String, byte[]> producer;

    OutboxProducer(String addresses, String service) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        addresses,
                        ProducerConfig.CLIENT_ID_CONFIG,
                        service + ".outbox",
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.LINGER_MS_CONFIG,
                        2,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        256 * 1024,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        (int) REQUEST_MAX.toMillis(),
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        (int) REQUEST_MAX.toMillis(),
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        (int) DELIVERY_MAX.toMillis()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    void send(List<EventRecord> records) {
        List<Future<RecordMetadata>> acknowledgements = new ArrayList<>(records.size());
        for (EventRecord record : records) {
            int partitions =
                    producer.partitionsFor(record.event().topic().topicName()).size();
            acknowledgements.add(producer.send(record.toProducerRecord(partitions)));
        }
        producer.flush();
        acknowledgements.forEach(OutboxProducer::await);
    }

    private static void await(Future<RecordMetadata> acknowledgement) {
        try {
            acknowledgement.get(DELIVERY_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("the broker did not take a record; the batch is tried again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("stopped while waiting for the broker", e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
