package io.signalbox.sample;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.EventName;
import io.signalbox.kit.eventstore.StoredEvent;
import java.time.Instant;
import java.util.UUID;

/** What can have happened to a project. */
public sealed interface ProjectEvent extends StoredEvent {
    UUID id();

    @EventName("sample.project-opened.v1")
    record ProjectOpened(TenantId tenant, UUID id, String name, Instant at) implements ProjectEvent {}

    @EventName("sample.project-renamed.v1")
    record ProjectRenamed(TenantId tenant, UUID id, String name) implements ProjectEvent {}

    @EventName("sample.project-closed.v1")
    record ProjectClosed(TenantId tenant, UUID id, Instant at) implements ProjectEvent {}
}
