package io.signalbox.kit.outbox;

import io.signalbox.kit.eventstore.StoredEvent;
import io.signalbox.kit.tracing.TraceParent;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Collects the stored events of one processor batch and publishes them before its transaction commits: the token moves
 * only after the broker has everything. Whatever fails stops the batch, which is then tried again; nothing is parked and
 * nothing is skipped.
 */
final class Outbox implements EventMessageHandler {
    private static final String BATCH = Outbox.class.getName();

    private final OutboxBatch batch;

    Outbox(OutboxBatch batch) {
        this.batch = batch;
    }

    @Override
    public @Nullable Object handle(EventMessage<?> message) {
        UnitOfWork<?> unit = CurrentUnitOfWork.get().root();
        unit.<List<StoredFact>>getOrComputeResource(BATCH, name -> begin(unit)).add(fact(message));
        return null;
    }

    private List<StoredFact> begin(UnitOfWork<?> unit) {
        List<StoredFact> facts = new ArrayList<>();
        unit.onPrepareCommit(committing -> batch.publish(facts));
        return facts;
    }

    private static StoredFact fact(EventMessage<?> message) {
        if (message instanceof DomainEventMessage<?> stored && stored.getPayload() instanceof StoredEvent event) {
            return new StoredFact(
                    event,
                    stored.getIdentifier(),
                    stored.getAggregateIdentifier(),
                    stored.getSequenceNumber(),
                    stored.getTimestamp(),
                    (String) stored.getMetaData().get(TraceParent.HEADER));
        }
        throw new IllegalStateException("not a stored event: " + message.getPayloadType());
    }

    @Override
    public boolean supportsReset() {
        return false;
    }
}
