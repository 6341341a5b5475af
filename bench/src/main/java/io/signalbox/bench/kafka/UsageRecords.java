package io.signalbox.bench.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.bench.WrongResultException;
import io.signalbox.contracts.Topic;
import io.signalbox.contracts.usage.Outcome;
import io.signalbox.contracts.usage.UsageRecordEvent.UsageRecorded;
import io.signalbox.kit.contractjson.ContractJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Holds the usage records on the broker against the answers callers have got. */
public final class UsageRecords implements AutoCloseable {
    private static final Duration ARRIVAL_MAX = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long PAUSE_NANOS = 20_000_000;

    private final ObjectMapper json = ContractJson.mapper();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final Set<UUID> found = new HashSet<>();
    private long expected;

    /** Looks at what comes from now on. */
    public UsageRecords(String broker) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        broker,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        5_000,
                        ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                        8 << 20),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        partitions = consumer.partitionsFor(Topic.USAGE_RECORD.topicName()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // Asked for now: the consumer would find out where the end is only when it is first read.
        expected = position();
    }

    /** Waits until as many more records have arrived. */
    public void await(long more) {
        expected += more;
        long until = System.nanoTime() + ARRIVAL_MAX.toNanos();
        while (end() < expected) {
            if (System.nanoTime() - until > 0) {
                throw new WrongResultException(
                        (expected - end()) + " usage records did not arrive within " + ARRIVAL_MAX.toSeconds() + " s.");
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private long end() {
        return consumer.endOffsets(partitions).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Reads what has arrived since the last time: every answered request has one successful attempt, and nothing else has. */
    public void check(Path answered) {
        Set<UUID> missing = ids(answered);
        while (position() < expected) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                UsageRecorded recorded = parse(record.value());
                if (recorded.outcome() != Outcome.SUCCEEDED || recorded.attempt() != 1) {
                    throw new WrongResultException("Not what the caller saw: " + recorded);
                }
                found.add(recorded.requestId());
                if (!missing.remove(recorded.requestId())) {
                    throw new WrongResultException("Nobody asked for, or recorded twice: " + recorded);
                }
            }
        }
        if (!missing.isEmpty()) {
            throw new WrongResultException(
                    missing.size() + " answered requests have no usage record, the first of them "
                            + missing.iterator().next());
        }
    }

    /** Every request that was answered and found since the beginning. */
    public Set<UUID> found() {
        return Set.copyOf(found);
    }

    private long position() {
        return partitions.stream().mapToLong(consumer::position).sum();
    }

    private UsageRecorded parse(byte[] value) {
        try {
            return json.readValue(value, UsageRecorded.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<UUID> ids(Path answered) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(answered));
            Set<UUID> ids = new HashSet<>();
            while (bytes.hasRemaining()) {
                ids.add(new UUID(bytes.getLong(), bytes.getLong()));
            }
            return ids;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
