package io.signalbox.catalog.route;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.kit.problem.Violation;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds what an object of a route's tree has that means nothing there: most often a name that is misspelt. */
record KnownFields(List<Violation> faults) {
    void check(JsonNode node, String path, Set<String> known, String... more) {
        Set<String> all = new TreeSet<>(known);
        all.addAll(List.of(more));
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!all.contains(name)) {
                faults.add(StandardRefusal.FIELD_UNKNOWN.violation(path + "." + name, name, String.join(", ", all)));
            }
        }
    }
}
