package io.signalbox.adapter.wire;

import io.signalbox.adapter.Connection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A configuration's settings, read by name. They were checked against the schema before they were saved. */
public record Settings(Map<String, Object> values) {
    /** The settings of a connection. */
    public static Settings of(Connection connection) {
        return new Settings(connection.settings());
    }

    /** A text, or null. */
    public @Nullable String text(String name) {
        return values.get(name) instanceof String text && !text.isBlank() ? text : null;
    }

    /** Puts a setting into a body under the provider's name for it, when it is set. */
    public void copy(String name, String field, Map<String, Object> body) {
        Object value = values.get(name);
        if (value != null) {
            body.put(field, value);
        }
    }

    /** An open map, empty when it is not set. */
    public Map<String, Object> map(String name) {
        Map<String, Object> open = new LinkedHashMap<>();
        if (values.get(name) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (key != null && value != null) {
                    open.put(key.toString(), value);
                }
            });
        }
        return open;
    }

    /** A whole number, 0 when it is not set. */
    public int number(String name) {
        return values.get(name) instanceof Number number ? number.intValue() : 0;
    }

    /** A list of texts, empty when it is not set. */
    public List<String> texts(String name) {
        return values.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** The {@code headers} setting. */
    public Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        map("headers").forEach((name, value) -> headers.put(name, value.toString()));
        return headers;
    }
}
