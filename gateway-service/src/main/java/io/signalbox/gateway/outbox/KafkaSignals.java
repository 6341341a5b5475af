package io.signalbox.gateway.outbox;

import io.signalbox.contracts.signal.SignalEvent;
import io.signalbox.kit.kafka.EventRecord;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends occurrences to the signals' topic, one after the other: there are few. */
final class KafkaSignals implements SignalSink {
    private static final Duration CLOSE_MAX = Duration.ofSeconds(2);
    private static final int WAIT_MILLIS_MAX = 5_000;
    private static final int DELIVERY_MILLIS_MAX = 10_000;
    private static final int MEMORY_BYTES = 1024 * 1024;

    private final Clock clock;
    private final Producer<String, byte[]> producer;

    KafkaSignals(String addresses, Clock clock) {
        this.clock = clock;
        Properties properties = new Properties();
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, addresses);
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, "gateway.signals");
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, MEMORY_BYTES);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, WAIT_MILLIS_MAX);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, WAIT_MILLIS_MAX);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS_MAX);
        this.producer = new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public void send(SignalEvent occurrence) throws InterruptedException {
        String id = UUID.randomUUID().toString();
        EventRecord record = new EventRecord(occurrence, id, "gateway", clock.instant(), null, null);
        int partitions = producer.partitionsFor(occurrence.topic().topicName()).size();
        try {
            producer.send(record.toProducerRecord(partitions)).get();
        } catch (ExecutionException e) {
            throw new KafkaException("an occurrence could not be sent", e.getCause());
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_MAX);
    }
}
