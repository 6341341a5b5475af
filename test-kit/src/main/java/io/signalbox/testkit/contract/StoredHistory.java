package io.signalbox.testkit.contract;

import io.signalbox.testkit.embedded.TestService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/**
 * A long past for a service: events put straight into its store, as so many commands would have left them, in seconds
 * instead of minutes. Whoever writes one says only what the aggregate could have said, in that order.
 */
public final class StoredHistory {
    /** So much as one processor transaction may take. */
    private static final int TRANSACTION_EVENTS_MAX = 500;

    private final EventStorageEngine store;
    private final Map<String, Long> sequences = new HashMap<>();
    private final List<DomainEventMessage<?>> waiting = new ArrayList<>();

    public StoredHistory(TestService service) {
        this.store = service.bean(EventStorageEngine.class);
    }

    /** The next event of that aggregate; {@code aggregate} is the simple name of its class. */
    public void happened(String aggregate, Object id, Object event) {
        long sequence = sequences.merge(id.toString(), 0L, (known, first) -> known + 1);
        waiting.add(new GenericDomainEventMessage<>(aggregate, id.toString(), sequence, event));
        if (waiting.size() == TRANSACTION_EVENTS_MAX) {
            store();
        }
    }

    /** Stores what is not stored yet. */
    public void store() {
        store.appendEvents(List.copyOf(waiting));
        waiting.clear();
    }
}
