package io.signalbox.gateway.journal.file;

import io.signalbox.contracts.Topic;
import io.signalbox.gateway.journal.frame.AttemptKey;
import io.signalbox.gateway.journal.frame.Frame;
import io.signalbox.kit.kafka.EventHeaders;
import io.signalbox.kit.kafka.TenantPartition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends ends of attempts to the usage records' topic, as they stand in the journal. Keyed and partitioned so that one
 * tenant's records stay together; the event id is made of request and attempt, so a repetition is recognisable.
 */
final class KafkaSink implements RecordSink {
    private static final Duration CLOSE_MAX = Duration.ofSeconds(5);
    private static final int WAIT_MILLIS_MAX = 5_000;
    private static final int DELIVERY_MILLIS_MAX = 30_000;
    private static final int LINGER_MILLIS = 20;

    /** Before compression. All of a tenant's records go to one partition; small batches would be hundreds a second. */
    private static final int BATCH_BYTES = 256 * 1024;

    private static final int MEMORY_BYTES = 16 * 1024 * 1024;

    private final String topic = Topic.USAGE_RECORD.topicName();
    private final Producer<byte[], byte[]> producer;

    KafkaSink(String addresses) {
        Properties properties = new Properties();
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, addresses);
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, "gateway.journal");
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, MEMORY_BYTES);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, WAIT_MILLIS_MAX);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, WAIT_MILLIS_MAX);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS_MAX);
        properties.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public CompletableFuture<?> send(Frame closed) {
        CompletableFuture<Object> sent = new CompletableFuture<>();
        Future<RecordMetadata> unused = producer.send(record(closed), (metadata, failure) -> {
            if (failure == null) {
                sent.complete(metadata);
            } else {
                sent.completeExceptionally(failure);
            }
        });
        return sent;
    }

    private ProducerRecord<byte[], byte[]> record(Frame closed) {
        String tenant = closed.tenant().value();
        String key = tenant + "/request/" + closed.key().requestId();
        int partitions = producer.partitionsFor(topic).size();
        int partition = TenantPartition.of(closed.tenant(), partitions);
        return new ProducerRecord<>(topic, partition, bytes(key), closed.body(), headers(closed, tenant, key));
    }

    private static List<Header> headers(Frame closed, String tenant, String key) {
        List<Header> headers = new ArrayList<>(List.of(
                header(EventHeaders.CONTENT_TYPE, "application/json"),
                header(EventHeaders.SPEC_VERSION, "1.0"),
                header(EventHeaders.ID, eventId(closed.key())),
                header(EventHeaders.SOURCE, "/signalbox/gateway"),
                header(EventHeaders.TYPE, "UsageRecorded"),
                header(EventHeaders.TIME, closed.at().toString()),
                header(EventHeaders.SUBJECT, key),
                header(EventHeaders.TENANT, tenant)));
        if (closed.traceParent() != null) {
            headers.add(header(EventHeaders.TRACE_PARENT, closed.traceParent()));
        }
        return headers;
    }

    /** Every end has one id, however often it is sent. */
    private static String eventId(AttemptKey key) {
        UUID requestId = key.requestId();
        return requestId + "-" + key.attempt();
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close(CLOSE_MAX);
    }
}
