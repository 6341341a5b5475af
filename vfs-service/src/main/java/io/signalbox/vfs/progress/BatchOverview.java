package io.signalbox.vfs.progress;

import io.signalbox.vfs.batch.BatchFault;
import io.signalbox.vfs.batch.BatchStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A batch and where it is. While it runs, {@code completed} and {@code failed} are what is counted at this moment. */
public record BatchOverview(
        UUID id,
        UUID accessKeyId,
        String endpoint,
        UUID inputFileId,
        Map<String, String> metadata,
        BatchStatus status,
        int total,
        int completed,
        int failed,
        @Nullable UUID outputFileId,
        @Nullable UUID errorFileId,
        List<BatchFault> faults,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant startedAt,
        @Nullable Instant cancellingAt,
        @Nullable Instant finalizingAt,
        @Nullable Instant endedAt) {}
