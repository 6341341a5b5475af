package io.signalbox.gateway.inbox;

import io.signalbox.contracts.ContractEvent;
import io.signalbox.contracts.Topic;
import io.signalbox.contracts.credential.CredentialEvent.AccessKeyRevoked;
import io.signalbox.contracts.credential.CredentialEvent.CredentialRevoked;
import io.signalbox.gateway.snapshot.Records;
import io.signalbox.gateway.snapshot.Records.Held;
import io.signalbox.gateway.snapshot.SnapshotCompiler;
import io.signalbox.gateway.snapshot.SnapshotHolder;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latest records, how far they were read, and what becomes of them: the snapshot in memory and the copy on disk. An
 * end of a key is on disk before the snapshot, or any offset, says it was seen. Safe for several threads.
 */
public final class LatestState {
    private static final Logger LOG = LoggerFactory.getLogger(LatestState.class);

    private final Records records = new Records();
    private final Map<Topic, TopicPosition> positions = new EnumMap<>(Topic.class);
    private final String vocabulary = Vocabulary.fingerprint();
    private final SnapshotCompiler compiler;
    private final SnapshotHolder holder;
    private final DiskCopy copy;
    private final Clock clock;
    private boolean changed;
    private boolean unsaved;
    private boolean fresh;
    private boolean whole;
    private Instant heardAt = Instant.EPOCH;
    private Instant savedAt = Instant.EPOCH;

    LatestState(SnapshotCompiler compiler, SnapshotHolder holder, DiskCopy copy, Clock clock) {
        this.compiler = compiler;
        this.holder = holder;
        this.copy = copy;
        this.clock = clock;
    }

    /** Takes the disk's word, if it has one; whether it had. */
    synchronized boolean load() {
        StateCopy saved = copy.read(clock.instant()).orElse(null);
        if (saved == null) {
            return false;
        }
        saved.records().forEach(held -> records.accept(held.event(), held.sequence()));
        if (saved.vocabulary().equals(vocabulary)) {
            positions.putAll(saved.positions());
        }
        heardAt = saved.heardAt();
        savedAt = saved.heardAt();
        changed = true;
        whole = true;
        publish();
        return true;
    }

    /** Where to go on reading a topic; null when it is read from its beginning, after {@link #begin}. */
    synchronized @Nullable TopicPosition position(Topic topic) {
        return positions.get(topic);
    }

    /** Begins a topic anew. What is served meanwhile stays as it is until everything was read again. */
    synchronized void begin(Topic topic, String topicId) {
        records.forget(topic);
        positions.put(topic, new TopicPosition(topicId, Map.of()));
        changed = true;
        whole = false;
        fresh = false;
    }

    /** Takes in what was read of a topic, and how far that was. */
    synchronized void read(Topic topic, Collection<StateRecord.Known> news, Map<Integer, Long> offsets) {
        boolean ended = false;
        for (StateRecord.Known known : news) {
            if (records.accept(known.event(), known.sequence())) {
                changed = true;
                unsaved = true;
                ended |= isEnd(known.event());
            }
        }
        TopicPosition before = positions.get(topic);
        if (before == null) {
            throw new IllegalStateException("a topic is begun before it is read: " + topic);
        }
        Map<Integer, Long> after = new HashMap<>(before.offsets());
        after.putAll(offsets);
        positions.put(topic, new TopicPosition(before.topicId(), after));
        if (ended && whole) {
            save();
        }
    }

    /** Ends learnt beside Kafka: on disk and in force when this returns. */
    public synchronized void ended(Collection<? extends ContractEvent> ends) {
        for (ContractEvent end : ends) {
            if (records.accept(end, Records.FINAL)) {
                changed = true;
                unsaved = true;
            }
        }
        if (whole) {
            save();
            publish();
        }
    }

    private static boolean isEnd(ContractEvent event) {
        return event instanceof AccessKeyRevoked || event instanceof CredentialRevoked;
    }

    /** Everything there was when reading began was read: from now on what is held is the whole. */
    synchronized void caughtUp() {
        whole = true;
        heard(true);
    }

    /** Whether Kafka is there and nothing newer is known to be on its way. */
    synchronized void heard(boolean nowFresh) {
        if (nowFresh) {
            heardAt = clock.instant();
        }
        if (fresh != nowFresh) {
            fresh = nowFresh;
            changed = true;
        }
    }

    /** Makes what is held the snapshot, if anything changed and nothing is half read. */
    synchronized void publish() {
        if (whole && changed) {
            changed = false;
            holder.replace(compiler.compile(records, fresh));
        } else if (!fresh && holder.current().fresh()) {
            holder.replace(holder.current().stale());
        }
    }

    /** Writes the copy when something changed, or when the one there is would soon look older than it is. */
    synchronized void saveIfDue(Duration refreshAfter) {
        if (whole && (unsaved || savedAt.plus(refreshAfter).isBefore(heardAt))) {
            save();
        }
    }

    private void save() {
        List<Held> all = new ArrayList<>(records.size());
        records.tenants().forEach(tenant -> all.addAll(records.of(tenant)));
        try {
            copy.write(new StateCopy(vocabulary, heardAt, Map.copyOf(positions), all));
            unsaved = false;
            savedAt = heardAt;
        } catch (IOException e) {
            LOG.error("the state copy could not be written: {}", e.toString());
        }
    }

    /** When what is held was last known to be the latest. */
    public synchronized Instant heardAt() {
        return heardAt;
    }

    /** Whether there is anything to serve from. */
    public synchronized boolean whole() {
        return whole;
    }

    /** Whether the snapshot is all that is held. */
    synchronized boolean published() {
        return !changed;
    }

    synchronized int size() {
        return records.size();
    }
}
