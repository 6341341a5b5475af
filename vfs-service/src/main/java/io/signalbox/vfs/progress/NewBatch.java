package io.signalbox.vfs.progress;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.vfs.batch.BatchRefusal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code POST /v1/batches} is sent. */
record NewBatch(
        @JsonProperty("input_file_id") @Nullable String inputFileId,
        @Nullable String endpoint,
        @JsonProperty("completion_window") @Nullable String completionWindow,
        @Nullable Map<String, String> metadata) {
    /** What lines may ask for. */
    static final List<String> ENDPOINTS =
            List.of("/v1/chat/completions", "/v1/embeddings", "/v1/completions", "/v1/responses", "/v1/moderations");

    private static final int ENTRIES_MAX = 16;
    private static final int NAME_MAX = 64;
    private static final int VALUE_MAX = 512;

    String inputFile() {
        return given("input_file_id", inputFileId);
    }

    String knownEndpoint() {
        String asked = given("endpoint", endpoint);
        if (!ENDPOINTS.contains(asked)) {
            throw BatchRefusal.ENDPOINT_UNKNOWN.refusedAt("endpoint", asked, String.join(", ", ENDPOINTS));
        }
        return asked;
    }

    void checkWindow() {
        String asked = given("completion_window", completionWindow);
        if (!asked.equals("24h")) {
            throw BatchRefusal.WINDOW_UNKNOWN.refusedAt("completion_window", asked);
        }
    }

    Map<String, String> knownMetadata() {
        Map<String, String> given = metadata == null ? Map.of() : metadata;
        boolean tooMuch = given.size() > ENTRIES_MAX
                || given.entrySet().stream()
                        .anyMatch(entry -> entry.getKey().length() > NAME_MAX
                                || entry.getValue() == null
                                || entry.getValue().length() > VALUE_MAX);
        if (tooMuch) {
            throw BatchRefusal.METADATA_TOO_MUCH.refusedAt("metadata");
        }
        return given;
    }

    private static String given(String field, @Nullable String value) {
        if (value == null) {
            throw StandardRefusal.FIELD_MISSING.refusedAt(field, field);
        }
        return value;
    }
}
