package io.signalbox.bench.outbox;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.identity.NamedId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts events into the event store as aggregates would: one state and three changes each. */
final class StoredSheds {
    static final int EVENTS_EACH = 4;
    static final int TENANTS = 20;

    /** The most a transaction may store: see the architecture's limits of the event store. */
    private static final int TRANSACTION_EVENTS = 400;

    private final EventStore store;
    private final TransactionTemplate transaction;
    private int sheds;

    StoredSheds(EventStore store, TransactionTemplate transaction) {
        this.store = store;
        this.transaction = transaction;
    }

    void add(int events) {
        for (int stored = 0; stored < events; stored += TRANSACTION_EVENTS) {
            List<DomainEventMessage<?>> some = new ArrayList<>();
            while (some.size() < Math.min(TRANSACTION_EVENTS, events - stored)) {
                addShed(some);
            }
            transaction.executeWithoutResult(status -> store.publish(some));
        }
    }

    private void addShed(List<DomainEventMessage<?>> events) {
        TenantId tenant = new TenantId("tenant-" + sheds % TENANTS);
        UUID id = NamedId.of("bench/shed/" + sheds++);
        events.add(message(id, 0, new ShedEvent.ShedOpened(tenant, id, "Engine shed", Instant.now())));
        for (int number = 1; number < EVENTS_EACH; number++) {
            events.add(message(id, number, new ShedEvent.ShedRenamed(tenant, id, "Engine shed, track " + number)));
        }
    }

    private static DomainEventMessage<?> message(UUID id, int sequence, ShedEvent event) {
        return new GenericDomainEventMessage<>("Shed", id.toString(), sequence, event);
    }
}
