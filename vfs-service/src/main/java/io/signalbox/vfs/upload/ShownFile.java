package io.signalbox.vfs.upload;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file as OpenAI's SDKs read it. */
record ShownFile(
        String id,
        String object,
        long bytes,
        @JsonProperty("created_at") long createdAt,
        String filename,
        String purpose,
        String status) {
    static ShownFile of(UploadedFile file) {
        return new ShownFile(
                ShownId.FILE.of(file.id()),
                "file",
                file.bytes(),
                file.createdAt().getEpochSecond(),
                file.name(),
                file.purpose(),
                "processed");
    }

    /** A page of them. */
    record Listed(
            String object,
            List<ShownFile> data,
            @JsonProperty("first_id") @Nullable String firstId,
            @JsonProperty("last_id") @Nullable String lastId,
            @JsonProperty("has_more") boolean hasMore) {
        static Listed of(List<ShownFile> data, boolean more) {
            return new Listed(
                    "list",
                    data,
                    data.isEmpty() ? null : data.getFirst().id(),
                    data.isEmpty() ? null : data.getLast().id(),
                    more);
        }
    }
}
