package io.signalbox.adapter;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * In what the bodies of one server differ from the format it speaks. Servers imitate a format and refuse some of its
 * fields, or know them by other names; told as data, so that a type defined at run time can say the same.
 *
 * @param renamed fields at the top of a body, from the format's name to the server's; a body that has both keeps both
 * @param removed fields that change nothing in the answer and that the server refuses
 * @param refused fields the server cannot honour, by name or as {@code name:type} for objects of that type; one that only
 *     repeats its default is removed instead
 * @param callIdLength how many letters and digits ids of tool calls must have; others are replaced; 0 leaves them alone
 */
public record FieldRules(Map<String, String> renamed, Set<String> removed, Set<String> refused, int callIdLength) {
    /** The server takes the format as it is. */
    public static final FieldRules NONE = new FieldRules(Map.of(), Set.of(), Set.of(), 0);

    /** Whether there is nothing to be done. */
    public boolean isEmpty() {
        return renamed.isEmpty() && removed.isEmpty() && refused.isEmpty() && callIdLength == 0;
    }

    /** What the server calls these fields. */
    public Set<String> namesOf(Set<String> fields) {
        return renamed.isEmpty() ? fields : fields.stream().map(this::name).collect(Collectors.toSet());
    }

    /** What the server calls a field. */
    public String name(String field) {
        return renamed.getOrDefault(field, field);
    }
}
