package io.signalbox.vfs.session;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.EventName;
import io.signalbox.kit.eventstore.StoredEvent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can happen to a session. Content is never in here, only its hash. {@code version} grows by one with every
 * change of a file; {@code bytesUsed} and {@code filesUsed} are the session's after the change.
 */
public sealed interface SessionEvent extends StoredEvent {
    /** Which session. */
    UUID sessionId();

    @EventName("vfs.session-opened.v1")
    record SessionOpened(
            TenantId tenant,
            UUID sessionId,
            @Nullable String name,
            Quota quota,
            String tokenHash,
            String tokenPrefix,
            String by,
            Instant at,
            Instant expiresAt)
            implements SessionEvent {}

    @EventName("vfs.file-written.v1")
    record FileWritten(
            TenantId tenant,
            UUID sessionId,
            String path,
            String hash,
            long bytes,
            long version,
            long bytesUsed,
            int filesUsed,
            String by,
            Instant at)
            implements SessionEvent {}

    @EventName("vfs.file-deleted.v1")
    record FileDeleted(
            TenantId tenant,
            UUID sessionId,
            String path,
            long version,
            long bytesUsed,
            int filesUsed,
            String by,
            Instant at)
            implements SessionEvent {}

    @EventName("vfs.session-closed.v1")
    record SessionClosed(TenantId tenant, UUID sessionId, CloseReason reason, String by, Instant at)
            implements SessionEvent {}
}
