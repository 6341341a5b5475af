package io.signalbox.kit.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.kit.problem.StandardRefusal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Where a page ended: the sort values of its last row, opaque to callers. Never an offset, so that a list stays whole
 * while rows are added and removed.
 */
public record Cursor(List<String> values) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PARAMETER = "cursor";

    public Cursor {
        values = List.copyOf(values);
    }

    public static Cursor at(Object... values) {
        return new Cursor(Arrays.stream(values).map(String::valueOf).toList());
    }

    /** Refuses what is not one of ours, or has another number of values than the list is sorted by. */
    public static Cursor parse(String text, int size) {
        try {
            byte[] json = Base64.getUrlDecoder().decode(text);
            String[] values = JSON.readValue(new String(json, StandardCharsets.UTF_8), String[].class);
            if (values != null && values.length == size && List.of(values).size() == size) {
                return new Cursor(List.of(values));
            }
        } catch (IllegalArgumentException | JsonProcessingException | NullPointerException e) {
            // Falls to the refusal: whatever it is, no list of ours gave it out.
        }
        throw StandardRefusal.PARAMETER_INVALID.refusedAt(PARAMETER, PARAMETER, "it was not given out by this list");
    }

    public String text() {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(values));
        } catch (JsonProcessingException e) {
            throw new AssertionError("a list of texts is JSON", e);
        }
    }
}
