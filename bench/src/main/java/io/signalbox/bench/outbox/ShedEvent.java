package io.signalbox.bench.outbox;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.EventName;
import io.signalbox.kit.eventstore.StoredEvent;
import java.time.Instant;
import java.util.UUID;

/** What can have happened to an engine shed: as little as any of our aggregates, and as much as an outbox needs to fold. */
public sealed interface ShedEvent extends StoredEvent {
    UUID id();

    /** A whole new state. */
    @EventName("bench.shed-opened.v1")
    record ShedOpened(TenantId tenant, UUID id, String name, Instant at) implements ShedEvent {}

    /** A delta: published, it is folded into the last state. */
    @EventName("bench.shed-renamed.v1")
    record ShedRenamed(TenantId tenant, UUID id, String name) implements ShedEvent {}
}
