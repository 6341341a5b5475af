package io.signalbox.vfs.batch;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.TenantCommand;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything a batch can be asked to do. */
public sealed interface BatchCommand extends TenantCommand {
    /** The aggregate. */
    @TargetAggregateIdentifier
    UUID batchId();

    /** Begin, as that access key. */
    record CreateBatch(
            TenantId tenant,
            UUID batchId,
            UUID accessKeyId,
            UUID inputFileId,
            String endpoint,
            Map<String, String> metadata,
            Instant at,
            Instant expiresAt)
            implements BatchCommand {}

    /** Its lines were read and are good. */
    record StartBatch(TenantId tenant, UUID batchId, int total, Instant at) implements BatchCommand {}

    /** Its lines were read and are not good, or are not there. */
    record RefuseBatch(TenantId tenant, UUID batchId, List<BatchFault> faults, Instant at) implements BatchCommand {}

    /** Send no more lines. */
    record CancelBatch(TenantId tenant, UUID batchId, Instant at) implements BatchCommand {}

    /** No line will be sent any more: all were, or its time is over, or it was cancelled. */
    record FinalizeBatch(TenantId tenant, UUID batchId, Instant at) implements BatchCommand {}

    /** Its files are written. A file without lines is not written. */
    record EndBatch(
            TenantId tenant,
            UUID batchId,
            int completed,
            int failed,
            @Nullable UUID outputFileId,
            @Nullable UUID errorFileId,
            boolean expired,
            Instant at)
            implements BatchCommand {}
}
