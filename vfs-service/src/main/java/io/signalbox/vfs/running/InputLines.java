package io.signalbox.vfs.running;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.signalbox.vfs.VfsProperties;
import io.signalbox.vfs.batch.BatchFault;
import io.signalbox.vfs.running.BatchLines.Line;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of an input file, all of them before any is sent, and says what is wrong with each. Numbers in bodies
 * stay as they are written.
 */
final class InputLines {
    /** Most faults that are told; whoever mends these sees the others. */
    static final int FAULTS_MAX = 100;

    private static final int CUSTOM_ID_MAX = 512;
    private static final int KEPT_AT_ONCE = 200;
    private static final Set<String> FIELDS = Set.of("custom_id", "method", "url", "body");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final String endpoint;
    private final VfsProperties.Batch limits;
    private final Consumer<List<Line>> keep;
    private final Set<String> customIds = new HashSet<>();
    private final List<Line> fresh = new ArrayList<>();
    private final List<BatchFault> faults = new ArrayList<>();
    private int number;
    private int good;

    /** Lines that are good go to {@code keep}, some at a time. */
    InputLines(String endpoint, VfsProperties.Batch limits, Consumer<List<Line>> keep) {
        this.endpoint = endpoint;
        this.limits = limits;
        this.keep = keep;
    }

    /** How many lines are good. */
    int total() {
        return good;
    }

    List<BatchFault> faults() {
        return List.copyOf(faults);
    }

    /** Takes the next line; false when no more need to be read. */
    boolean take(String text) {
        number++;
        if (text.isBlank()) {
            return true;
        }
        if (good >= limits.linesMax()) {
            faults.add(new BatchFault(
                    "too_many_lines", "a batch has at most " + limits.linesMax() + " lines", null, null));
            return false;
        }
        read(text).ifPresent(line -> {
            good++;
            fresh.add(line);
        });
        if (fresh.size() >= KEPT_AT_ONCE) {
            keepFresh();
        }
        return faults.size() < FAULTS_MAX;
    }

    /** There are no more. */
    void end() {
        if (good == 0 && faults.isEmpty()) {
            faults.add(new BatchFault("empty_file", "the input file has no lines", null, null));
        }
        if (faults.isEmpty()) {
            keepFresh();
        }
    }

    private void keepFresh() {
        keep.accept(List.copyOf(fresh));
        fresh.clear();
    }

    private Optional<Line> read(String text) {
        JsonNode line;
        try {
            line = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return fault("invalid_json_line", "the line is not one JSON object with each field once", null);
        }
        Optional<String> unknown = Optional.ofNullable(unknownField(line));
        if (!line.isObject() || unknown.isPresent()) {
            return fault(
                    "invalid_line", "a line is an object of custom_id, method, url and body", unknown.orElse(null));
        }
        String customId =
                line.path("custom_id").isTextual() ? line.path("custom_id").textValue() : "";
        if (customId.isEmpty() || customId.length() > CUSTOM_ID_MAX) {
            return fault(
                    "invalid_custom_id", "custom_id is a text of 1 to " + CUSTOM_ID_MAX + " characters", "custom_id");
        }
        if (!customIds.add(customId)) {
            return fault("duplicate_custom_id", "another line has this custom_id", "custom_id");
        }
        return request(line).map(body -> new Line(number, customId, body, null, null));
    }

    private Optional<String> request(JsonNode line) {
        if (!line.path("method").asText("").equals("POST")) {
            return fault("invalid_method", "method is POST", "method");
        }
        if (!line.path("url").asText("").equals(endpoint)) {
            return fault("mismatched_url", "url is the batch's endpoint, " + endpoint, "url");
        }
        JsonNode body = line.path("body");
        if (!body.isObject()) {
            return fault("invalid_body", "body is an object", "body");
        }
        if (body.path("stream").asBoolean(false)) {
            return fault("invalid_body", "an answer in a batch is not streamed", "body.stream");
        }
        return Optional.of(body.toString());
    }

    private static @Nullable String unknownField(JsonNode line) {
        for (String name : (Iterable<String>) line::fieldNames) {
            if (!FIELDS.contains(name)) {
                return name;
            }
        }
        return null;
    }

    private <T> Optional<T> fault(String code, String message, @Nullable String param) {
        faults.add(new BatchFault(code, message, number, param));
        return Optional.empty();
    }
}
