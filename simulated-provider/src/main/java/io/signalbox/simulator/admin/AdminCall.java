package io.signalbox.simulator.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A question of the operator: last path segment, query numbers and the fields of the body. */
public record AdminCall(String path, String query, JsonNode body) {
    String lastSegment() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    long number(String name, long otherwise) {
        List<String> values = new QueryStringDecoder("?" + query).parameters().get(name);
        if (values == null || values.isEmpty()) {
            return otherwise;
        }
        if (!values.get(0).matches("[0-9]{1,15}")) {
            throw new IllegalArgumentException("'" + name + "' must be a number, not '" + values.get(0) + "'.");
        }
        return Long.parseLong(values.get(0));
    }

    /** A misspelt field would be a wish unheard: it is refused. */
    static void allowOnly(JsonNode object, Set<String> known) {
        if (!object.isObject()) {
            throw new IllegalArgumentException("A JSON object is expected, with some of " + sorted(known) + ".");
        }
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "There is no field '" + name + "'; known are " + sorted(known) + ".");
            }
        });
    }

    static String text(JsonNode object, String field) {
        String value = optionalText(object, field);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("'" + field + "' is needed, as text.");
        }
        return value;
    }

    static @Nullable String optionalText(JsonNode object, String field) {
        JsonNode value = object.path(field);
        if (value.isMissingNode() || value.isNull() || value.isTextual()) {
            return value.textValue();
        }
        throw new IllegalArgumentException("'" + field + "' must be text.");
    }

    static @Nullable Integer optionalNumber(JsonNode object, String field) {
        JsonNode value = object.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.canConvertToInt() || !value.isIntegralNumber()) {
            throw new IllegalArgumentException("'" + field + "' must be a whole number.");
        }
        return value.intValue();
    }

    private static String sorted(Set<String> names) {
        return String.join(", ", names.stream().sorted().toList());
    }
}
