package io.signalbox.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a changed schema would break for those who hold the old one: a field that is gone, has another type, has lost a
 * value readers may wait for, or is newly required of old records. Adding is always allowed.
 */
final class SchemaChange {
    private final List<String> breaks = new ArrayList<>();

    static List<String> breaks(JsonNode before, JsonNode after) {
        SchemaChange change = new SchemaChange();
        change.compare("", before, after);
        return change.breaks;
    }

    private void compare(String path, JsonNode before, JsonNode after) {
        for (String keyword : List.of("type", "format", "pattern", "$ref", "const")) {
            if (!before.path(keyword).equals(after.path(keyword))) {
                breaks.add(path + ": " + keyword + " was " + before.path(keyword) + " and is " + after.path(keyword));
            }
        }
        compareProperties(path, before, after);
        requiredOnlyWhatWas(path, before, after);
        compareValues(path, before, after);
        compareAll(path + "/$defs", before.path("$defs"), after.path("$defs"));
        if (before.has("items")) {
            compare(path + "/items", before.path("items"), after.path("items"));
        }
        if (before.path("additionalProperties").isObject()) {
            compare(path + "/*", before.path("additionalProperties"), after.path("additionalProperties"));
        }
    }

    private void compareProperties(String path, JsonNode before, JsonNode after) {
        compareAll(path, before.path("properties"), after.path("properties"));
    }

    private void compareAll(String path, JsonNode before, JsonNode after) {
        before.properties().forEach(field -> {
            if (!after.has(field.getKey())) {
                breaks.add(path + "/" + field.getKey() + ": is gone");
            } else {
                compare(path + "/" + field.getKey(), field.getValue(), after.path(field.getKey()));
            }
        });
    }

    private void requiredOnlyWhatWas(String path, JsonNode before, JsonNode after) {
        Set<String> was = texts(before.path("required"));
        Set<String> is = texts(after.path("required"));
        is.stream()
                .filter(name -> !was.contains(name))
                .forEach(name -> breaks.add(path + "/" + name + ": is newly required"));
        was.stream()
                .filter(name -> !is.contains(name))
                .forEach(name -> breaks.add(path + "/" + name + ": is no longer promised"));
    }

    private void compareValues(String path, JsonNode before, JsonNode after) {
        texts(before.path("enum")).stream()
                .filter(value -> !texts(after.path("enum")).contains(value))
                .forEach(value -> breaks.add(path + ": the value " + value + " is gone"));
        if (before.path("anyOf").size() > after.path("anyOf").size()) {
            breaks.add(path + ": an alternative is gone");
        }
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new HashSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
