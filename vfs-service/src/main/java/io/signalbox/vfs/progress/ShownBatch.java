package io.signalbox.vfs.progress;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.vfs.batch.BatchFault;
import io.signalbox.vfs.batch.BatchStatus;
import io.signalbox.vfs.upload.ShownId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A batch as OpenAI's SDKs read it. */
record ShownBatch(
        String id,
        String object,
        String endpoint,
        @Nullable Faults errors,
        @JsonProperty("input_file_id") String inputFileId,
        @JsonProperty("completion_window") String completionWindow,
        BatchStatus status,
        @JsonProperty("output_file_id") @Nullable String outputFileId,
        @JsonProperty("error_file_id") @Nullable String errorFileId,
        @JsonProperty("created_at") long createdAt,
        @JsonProperty("in_progress_at") @Nullable Long inProgressAt,
        @JsonProperty("expires_at") long expiresAt,
        @JsonProperty("finalizing_at") @Nullable Long finalizingAt,
        @JsonProperty("completed_at") @Nullable Long completedAt,
        @JsonProperty("failed_at") @Nullable Long failedAt,
        @JsonProperty("expired_at") @Nullable Long expiredAt,
        @JsonProperty("cancelling_at") @Nullable Long cancellingAt,
        @JsonProperty("cancelled_at") @Nullable Long cancelledAt,
        @JsonProperty("request_counts") Counts requestCounts,
        Map<String, String> metadata) {
    /** Why it was not begun. */
    record Faults(String object, List<BatchFault> data) {}

    record Counts(int total, int completed, int failed) {}

    static ShownBatch of(BatchOverview batch) {
        return new ShownBatch(
                ShownId.BATCH.of(batch.id()),
                "batch",
                batch.endpoint(),
                batch.faults().isEmpty() ? null : new Faults("list", batch.faults()),
                ShownId.FILE.of(batch.inputFileId()),
                "24h",
                batch.status(),
                file(batch.outputFileId()),
                file(batch.errorFileId()),
                batch.createdAt().getEpochSecond(),
                seconds(batch.startedAt()),
                batch.expiresAt().getEpochSecond(),
                seconds(batch.finalizingAt()),
                endedAs(batch, BatchStatus.COMPLETED),
                endedAs(batch, BatchStatus.FAILED),
                endedAs(batch, BatchStatus.EXPIRED),
                seconds(batch.cancellingAt()),
                endedAs(batch, BatchStatus.CANCELLED),
                new Counts(batch.total(), batch.completed(), batch.failed()),
                batch.metadata());
    }

    private static @Nullable String file(@Nullable UUID id) {
        return id == null ? null : ShownId.FILE.of(id);
    }

    private static @Nullable Long seconds(@Nullable Instant at) {
        return at == null ? null : at.getEpochSecond();
    }

    private static @Nullable Long endedAs(BatchOverview batch, BatchStatus status) {
        return batch.status() == status ? seconds(batch.endedAt()) : null;
    }

    /** A page of them. */
    record Listed(
            String object,
            List<ShownBatch> data,
            @JsonProperty("first_id") @Nullable String firstId,
            @JsonProperty("last_id") @Nullable String lastId,
            @JsonProperty("has_more") boolean hasMore) {
        static Listed of(List<ShownBatch> data, boolean more) {
            return new Listed(
                    "list",
                    data,
                    data.isEmpty() ? null : data.getFirst().id(),
                    data.isEmpty() ? null : data.getLast().id(),
                    more);
        }
    }
}
