package io.signalbox.gateway.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Where a tree lacks something that it must have at least: every field of an object, every element of a list. */
final class Likeness {
    private final List<String> differences = new ArrayList<>();

    private Likeness() {}

    static List<String> differences(JsonNode wanted, JsonNode found) {
        Likeness likeness = new Likeness();
        likeness.compare("", wanted, found);
        return likeness.differences;
    }

    private void compare(String where, JsonNode wanted, JsonNode found) {
        if (wanted.isObject() && found.isObject()) {
            wanted.properties()
                    .forEach(field ->
                            compare(where + "/" + field.getKey(), field.getValue(), found.path(field.getKey())));
        } else if (wanted.isArray() && found.isArray() && wanted.size() == found.size()) {
            for (int at = 0; at < wanted.size(); at++) {
                compare(where + "/" + at, wanted.get(at), found.get(at));
            }
        } else if (!same(wanted, found)) {
            differences.add(where + " must be " + wanted + " and is " + found);
        }
    }

    private static boolean same(JsonNode wanted, JsonNode found) {
        return (wanted.isNumber() && found.isNumber())
                ? wanted.decimalValue().compareTo(found.decimalValue()) == 0
                : wanted.equals(found);
    }
}
