package io.signalbox.vfs.batch;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.EventName;
import io.signalbox.kit.eventstore.StoredEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everything that can happen to a batch. Lines and results are never in here. */
public sealed interface BatchEvent extends StoredEvent {
    /** Which batch. */
    UUID batchId();

    /** When. */
    Instant at();

    @EventName("vfs.batch-created.v1")
    record BatchCreated(
            TenantId tenant,
            UUID batchId,
            UUID accessKeyId,
            UUID inputFileId,
            String endpoint,
            Map<String, String> metadata,
            Instant at,
            Instant expiresAt)
            implements BatchEvent {}

    @EventName("vfs.batch-started.v1")
    record BatchStarted(TenantId tenant, UUID batchId, int total, Instant at) implements BatchEvent {}

    @EventName("vfs.batch-refused.v1")
    record BatchRefused(TenantId tenant, UUID batchId, List<BatchFault> faults, Instant at) implements BatchEvent {}

    @EventName("vfs.batch-cancelling.v1")
    record BatchCancelling(TenantId tenant, UUID batchId, Instant at) implements BatchEvent {}

    @EventName("vfs.batch-finalizing.v1")
    record BatchFinalizing(TenantId tenant, UUID batchId, Instant at) implements BatchEvent {}

    /** {@code status} is how it ended: completed, expired or cancelled. */
    @EventName("vfs.batch-ended.v1")
    record BatchEnded(
            TenantId tenant,
            UUID batchId,
            BatchStatus status,
            int completed,
            int failed,
            @Nullable UUID outputFileId,
            @Nullable UUID errorFileId,
            Instant at)
            implements BatchEvent {}
}
