package io.signalbox.credential.tenant;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.EventName;
import io.signalbox.kit.eventstore.StoredEvent;
import java.time.Instant;
import java.util.UUID;

/** Everything that can happen to a tenant and its projects. */
public sealed interface TenantEvent extends StoredEvent {
    @EventName("credential.tenant-opened.v1")
    record TenantOpened(TenantId tenant, String name, String by, Instant at) implements TenantEvent {}

    @EventName("credential.tenant-renamed.v1")
    record TenantRenamed(TenantId tenant, String name, String by, Instant at) implements TenantEvent {}

    @EventName("credential.tenant-closed.v1")
    record TenantClosed(TenantId tenant, String by, Instant at) implements TenantEvent {}

    @EventName("credential.project-opened.v1")
    record ProjectOpened(TenantId tenant, UUID projectId, String name, String by, Instant at) implements TenantEvent {}

    @EventName("credential.project-renamed.v1")
    record ProjectRenamed(TenantId tenant, UUID projectId, String name, String by, Instant at) implements TenantEvent {}

    @EventName("credential.project-closed.v1")
    record ProjectClosed(TenantId tenant, UUID projectId, String by, Instant at) implements TenantEvent {}
}
