package io.signalbox.kit.inbox;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A consumer that reads every partition it is given from the position in our database; Kafka's own offsets are not used.
 */
final class InboxConnection implements AutoCloseable, ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(InboxConnection.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);
    private static final Duration TOPIC_CHECK_EVERY = Duration.ofSeconds(10);

    private final Inbox inbox;
    private final Consumer<String, byte[]> consumer;
    private final Admin admin;
    private final Positions positions;
    private final Map<TopicPartition, Long> held = new HashMap<>();
    private Uuid topicId = Uuid.ZERO_UUID;
    private long topicChecked = System.nanoTime();

    InboxConnection(Inbox inbox, Consumer<String, byte[]> consumer, Admin admin, Positions positions) {
        this.inbox = inbox;
        this.consumer = consumer;
        this.admin = admin;
        this.positions = positions;
        consumer.subscribe(List.of(inbox.topic().topicName()), this);
    }

    ConsumerRecords<String, byte[]> poll() {
        checkTopic();
        try {
            return consumer.poll(POLL);
        } catch (InvalidOffsetException e) {
            align(e.partitions());
            return ConsumerRecords.empty();
        }
    }

    long position(TopicPartition partition) {
        Long position = held.get(partition);
        if (position == null) {
            throw new IllegalStateException("not ours: " + partition);
        }
        return position;
    }

    void moved(TopicPartition partition, long to) {
        held.put(partition, to);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        topicId = askTopicId();
        align(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        partitions.forEach(held::remove);
    }

    /** Where retention has gone past the position, or the log is shorter than it, what there is is read from its start. */
    private void align(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions, ANSWER_MAX);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ANSWER_MAX);
        for (TopicPartition partition : partitions) {
            long start = starts.getOrDefault(partition, 0L);
            long stored = positions.open(partition, topicId, start);
            if (stored < start) {
                LOG.error(
                        "partition={} offset={} records={} retention took records that nobody here has read",
                        partition,
                        stored,
                        start - stored);
            }
            boolean isThere = stored >= start && stored <= ends.getOrDefault(partition, 0L);
            consumer.seek(partition, isThere ? stored : start);
            held.put(partition, stored);
        }
    }

    /** A topic that was deleted and made anew under our eyes: its records are other records. */
    private void checkTopic() {
        if (held.isEmpty() || System.nanoTime() - topicChecked < TOPIC_CHECK_EVERY.toNanos()) {
            return;
        }
        topicChecked = System.nanoTime();
        if (!askTopicId().equals(topicId)) {
            throw new KafkaException("topic " + inbox.topic().topicName() + " was made anew");
        }
    }

    private Uuid askTopicId() {
        String name = inbox.topic().topicName();
        try {
            return admin.describeTopics(List.of(name))
                    .topicNameValues()
                    .values()
                    .iterator()
                    .next()
                    .get(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS)
                    .topicId();
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("the broker says nothing about " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("stopped", e);
        }
    }

    @Override
    public void close() {
        try (admin) {
            consumer.close(Duration.ofSeconds(2));
        }
    }
}
