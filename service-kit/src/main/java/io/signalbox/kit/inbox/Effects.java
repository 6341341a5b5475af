package io.signalbox.kit.inbox;

import io.signalbox.contracts.Topic;
import io.signalbox.kit.deadletter.DeadLetters;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets records take effect, exactly once: position and effect in one transaction. A batch that fails for a reason of its
 * own is taken apart, and the record that is to blame is parked; a failure of what we stand on is thrown, nothing has
 * happened, and the caller tries again.
 */
final class Effects {
    private final Inbox inbox;
    private final TransactionTemplate transactions;
    private final Positions positions;
    private final NewestStates newest;
    private final DeadLetters deadLetters;
    private final OperatingTrouble trouble;
    private final InboxMeters meters;
    private final Clock clock;
    private final InboxSpans spans;

    Effects(Inbox inbox, InboxParts parts) {
        this.inbox = inbox;
        this.transactions = parts.transactions();
        this.positions = new Positions(parts.jdbc(), inbox.group());
        this.newest = new NewestStates(parts.jdbc(), inbox.group());
        this.deadLetters = parts.deadLetters();
        this.trouble = parts.trouble();
        this.meters = new InboxMeters(parts.telemetry().meters(), inbox);
        this.clock = parts.telemetry().clock();
        this.spans = new InboxSpans(parts.telemetry(), inbox);
    }

    /** The position after them. */
    long apply(TopicPartition partition, long from, List<Arrival> arrivals) {
        try {
            return together(partition, from, arrivals);
        } catch (Positions.FencedException e) {
            throw e;
        } catch (RuntimeException e) {
            if (trouble.explains(e)) {
                throw e;
            }
        }
        long position = from;
        for (Arrival arrival : arrivals) {
            position = alone(partition, position, arrival);
        }
        return position;
    }

    private long together(TopicPartition partition, long from, List<Arrival> arrivals) {
        long to = arrivals.getLast().raw().offset() + 1;
        Instant begun = clock.instant();
        transactions.executeWithoutResult(status -> {
            positions.move(partition, from, to);
            List<InboxRecord> known = new ArrayList<>();
            for (Arrival arrival : arrivals) {
                switch (arrival) {
                    case Arrival.Known(var raw, var record) -> known.add(record);
                    case Arrival.Unknown unknown -> meters.skipped();
                    case Arrival.Unreadable(var raw, var why) -> park(raw, why);
                }
            }
            takeEffect(known);
        });
        spans.tookEffect(arrivals, begun);
        return to;
    }

    private long alone(TopicPartition partition, long from, Arrival arrival) {
        Instant begun = clock.instant();
        try {
            return together(partition, from, List.of(arrival));
        } catch (Positions.FencedException e) {
            throw e;
        } catch (RuntimeException e) {
            if (trouble.explains(e)) {
                throw e;
            }
            long to = arrival.raw().offset() + 1;
            transactions.executeWithoutResult(status -> {
                positions.move(partition, from, to);
                park(arrival.raw(), e);
            });
            spans.parked(arrival.raw(), begun);
            return to;
        }
    }

    private void takeEffect(List<InboxRecord> known) {
        List<InboxRecord> effective = inbox.topic().kind() == Topic.Kind.STATE ? newest.filter(known) : known;
        meters.stale(known.size() - effective.size());
        if (!effective.isEmpty()) {
            inbox.effect().accept(effective);
            meters.applied(effective.size());
        }
    }

    private void park(ConsumerRecord<String, byte[]> record, RuntimeException why) {
        deadLetters.park(inbox.group(), record, why);
        meters.parked();
    }

    /** A parked record once more, in the transaction of whoever replays it. */
    void replay(Arrival arrival) {
        switch (arrival) {
            case Arrival.Known(var raw, var record) -> takeEffect(List.of(record));
            case Arrival.Unknown unknown -> meters.skipped();
            case Arrival.Unreadable(var raw, var why) -> throw why;
        }
    }
}
