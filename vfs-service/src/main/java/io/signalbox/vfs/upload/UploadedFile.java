package io.signalbox.vfs.upload;

import io.signalbox.vfs.content.StoredContent;
import java.time.Instant;
import java.util.UUID;

/** A file of {@code /v1/files}: who it belongs to, and which content it holds. */
public record UploadedFile(
        UUID id, UUID accessKeyId, String name, String purpose, String hash, long bytes, Instant createdAt) {
    /** What an application sends. */
    public static final String INPUT = "batch";

    /** What a batch leaves. */
    public static final String OUTPUT = "batch_output";

    static UploadedFile holding(StoredContent content, UUID id, UUID key, String name, Instant at) {
        return new UploadedFile(id, key, name, INPUT, content.hash(), content.bytes(), at);
    }
}
