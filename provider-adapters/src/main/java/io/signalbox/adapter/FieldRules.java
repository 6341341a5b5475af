package io.signalbox.adapter;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * In what the bodies of one server, and its answers, differ from the format it speaks. Servers imitate a format and refuse some of its
 * fields, or know them by other names; told as data, so that a type defined at run time can say the same.
 *
 * @param renamed fields at the top of a body, from the format's name to the server's; a body that has both keeps both
 * @param removed fields that change nothing in the answer and that the server refuses
 * @param refused fields the server cannot honour, by name or as {@code name:type} for objects of that type; one that only
 *     repeats its default is removed instead
 * @param known all fields the server takes, by its own names, where it refuses every other; those are refused as if they
 *     were named; empty for a server that leaves alone what it does not know
 * @param callIdLength how many letters and digits ids of tool calls must have; others are replaced; 0 leaves them alone
 * @param stops reasons to stop in an answer, from the server's words to the format's; only those that are no words of it
 * @param thoughtField what every message of the model's must have; where it is missing it is added, empty; null for a
 *     server that does not miss it
 */
public record FieldRules(
        Map<String, String> renamed,
        Set<String> removed,
        Set<String> refused,
        Set<String> known,
        int callIdLength,
        @Nullable String thoughtField,
        Map<String, String> stops) {
    /** The server takes the format as it is. */
    public static final FieldRules NONE = new FieldRules(Map.of(), Set.of(), Set.of(), Set.of(), 0, null, Map.of());

    /** Whether there is nothing to be done. */
    public boolean isEmpty() {
        return renamed.isEmpty()
                && removed.isEmpty()
                && refused.isEmpty()
                && known.isEmpty()
                && callIdLength == 0
                && thoughtField == null
                && stops.isEmpty();
    }

    /** What the server calls these fields. */
    public Set<String> namesOf(Set<String> fields) {
        for (String field : renamed.keySet()) {
            if (fields.contains(field)) {
                return fields.stream().map(this::name).collect(Collectors.toSet());
            }
        }
        return fields;
    }

    /** Whether the server refuses a field of a body for no other reason than that it does not know it. */
    public boolean isUnknown(String field, Set<String> body) {
        return !known.isEmpty()
                && !removed.contains(field)
                && !known.contains(body.contains(name(field)) ? field : name(field));
    }

    /** What the server calls a field. */
    public String name(String field) {
        return renamed.getOrDefault(field, field);
    }
}
