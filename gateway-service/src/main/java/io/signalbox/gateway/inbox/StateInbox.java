package io.signalbox.gateway.inbox;

import io.signalbox.contracts.Topic;
import java.io.Closeable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that follows the state topics. It begins where the disk copy ends, or at the beginning when a topic is not
 * the one the copy was made from; while Kafka is away it keeps what it has and tries again.
 */
final class StateInbox implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(StateInbox.class);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final long BACKOFF_MILLIS = 500;
    private static final long STOP_MILLIS_MAX = 10_000;

    /** The copy is written again at least this often, so that its age tells how long Kafka was away. */
    private static final Duration COPY_REFRESH = Duration.ofHours(1);

    private final LatestState state;
    private final Supplier<KafkaState> connections;
    private final InboxProperties properties;
    private final AtomicLong unknown = new AtomicLong();
    private final AtomicLong unreadable = new AtomicLong();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private Map<Topic, KafkaState.Description> topics = Map.of();
    private Map<TopicPartition, Long> ends = Map.of();
    private boolean fresh;
    private boolean away;
    private long answeredAt = System.nanoTime();
    private long checkedAt;
    private long compiledAt;
    private long savedAt;

    StateInbox(LatestState state, Supplier<KafkaState> connections, InboxProperties properties) {
        this.state = state;
        this.connections = connections;
        this.properties = properties;
        this.thread = new Thread(this::run, "gateway-inbox");
    }

    void start() {
        thread.start();
    }

    /** Events of types this build does not know, skipped. */
    long unknown() {
        return unknown.get();
    }

    /** Records that were not what their topic promises, skipped. */
    long unreadable() {
        return unreadable.get();
    }

    /** The edge where a failure of any kind becomes "keep what there is and begin again". */
    private void run() {
        while (running()) {
            try (KafkaState kafka = connections.get()) {
                connected(kafka);
            } catch (RuntimeException e) {
                LOG.error("the inbox failed and connects anew", e);
                rest();
            }
        }
    }

    private void connected(KafkaState kafka) {
        while (running()) {
            try {
                begin(kafka);
                follow(kafka);
            } catch (KafkaAwayException | KafkaException e) {
                if (!away) {
                    LOG.warn("Kafka is away, what is known is served meanwhile: {}", e.toString());
                }
                away = true;
                rest();
            }
        }
    }

    private void rest() {
        judgeFreshness();
        state.publish();
        pause();
    }

    private void begin(KafkaState kafka) throws KafkaAwayException {
        topics = kafka.describe();
        Map<TopicPartition, Long> offsets = new HashMap<>();
        topics.forEach((topic, now) -> {
            TopicPosition held = state.position(topic);
            if (held == null || !held.topicId().equals(now.topicId())) {
                state.begin(topic, now.topicId());
            }
            TopicPosition from = state.position(topic);
            for (int partition = 0; partition < now.partitions(); partition++) {
                long offset = from == null ? 0 : from.offsets().getOrDefault(partition, 0L);
                offsets.put(new TopicPartition(topic.topicName(), partition), offset);
            }
        });
        kafka.readFrom(offsets);
        fresh = false;
        ends = kafka.ends();
        checkedAt = answeredAt = System.nanoTime();
    }

    private void follow(KafkaState kafka) throws KafkaAwayException {
        while (running()) {
            try {
                take(kafka.poll(POLL));
            } catch (OffsetOutOfRangeException e) {
                // The partition is shorter than what was read: compaction never does that, so read it whole again.
                LOG.warn("offsets are out of range, reading again: {}", e.partitions());
                kafka.readAnew(e.partitions());
            }
            if (!fresh && kafka.reached(ends)) {
                fresh = true;
                away = false;
                state.caughtUp();
                LOG.info("all that Kafka has was heard: {} records", state.size());
            }
            if (due(checkedAt, properties.checkInterval())) {
                check(kafka);
            }
            publish();
        }
    }

    private void take(Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> came) {
        Map<Topic, List<StateRecord.Known>> news = new EnumMap<>(Topic.class);
        Map<Topic, Map<Integer, Long>> offsets = new EnumMap<>(Topic.class);
        came.forEach((partition, records) -> {
            Topic topic = Topic.named(partition.topic()).orElseThrow();
            List<StateRecord.Known> known = news.computeIfAbsent(topic, any -> new ArrayList<>());
            records.forEach(record -> read(record, known));
            offsets.computeIfAbsent(topic, any -> new HashMap<>())
                    .put(partition.partition(), records.getLast().offset() + 1);
        });
        news.forEach((topic, known) -> state.read(topic, known, offsets.getOrDefault(topic, Map.of())));
    }

    private void read(ConsumerRecord<byte[], byte[]> record, List<StateRecord.Known> known) {
        switch (StateRecord.of(record)) {
            case StateRecord.Known event -> known.add(event);
            case StateRecord.Unknown other -> unknown.incrementAndGet();
            case StateRecord.Unreadable poison -> {
                unreadable.incrementAndGet();
                LOG.error(
                        "a record cannot be read and is skipped: {}-{} offset {}: {}",
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        poison.why());
            }
        }
    }

    /** Whether Kafka is there, with the same topics; after a silence, what came meanwhile has to be read first. */
    private void check(KafkaState kafka) throws KafkaAwayException {
        checkedAt = System.nanoTime();
        try {
            if (!kafka.describe().equals(topics)) {
                throw new KafkaAwayException("the topics are not the same as before", null);
            }
            answeredAt = System.nanoTime();
            if (fresh) {
                state.heard(true);
            } else {
                ends = kafka.ends();
            }
        } catch (KafkaException e) {
            throw new KafkaAwayException("Kafka does not answer", e);
        }
    }

    private void publish() {
        judgeFreshness();
        if (due(compiledAt, properties.compileInterval())) {
            compiledAt = System.nanoTime();
            state.publish();
        }
        if (due(savedAt, properties.saveInterval())) {
            savedAt = System.nanoTime();
            state.saveIfDue(COPY_REFRESH);
        }
    }

    private void judgeFreshness() {
        if (due(answeredAt, properties.staleAfter())) {
            fresh = false;
            state.heard(false);
        }
    }

    private static boolean due(long since, Duration interval) {
        return System.nanoTime() - since >= interval.toNanos();
    }

    private boolean running() {
        return stopped.getCount() > 0;
    }

    private void pause() {
        try {
            if (stopped.await(BACKOFF_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.debug("the inbox is stopping");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("the inbox is stopped by its latch, not by interrupts", e);
        }
    }

    @Override
    public void close() {
        stopped.countDown();
        try {
            thread.join(STOP_MILLIS_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        state.saveIfDue(Duration.ZERO);
    }
}
