package io.signalbox.catalog.route;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.contracts.catalog.Condition;
import io.signalbox.kit.problem.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads when a case of a conditional holds. A condition that asks nothing would hide every case behind it. */
final class ConditionReader {
    /** Most values of one list or map. */
    private static final int VALUES_MAX = 100;

    private static final int TEXT_MAX = 256;
    private static final Set<String> FIELDS =
            Set.of("projects", "users", "tags", "headers", "features", "inputTokensFrom", "inputTokensBelow");

    private final List<Violation> faults;

    ConditionReader(List<Violation> faults) {
        this.faults = faults;
    }

    Condition read(JsonNode node, String path) {
        new KnownFields(faults).check(node, path, FIELDS);
        if (!node.isObject() || node.isEmpty()) {
            fault(path, "A condition is an object that asks something");
        }
        return new Condition(
                list(node, path, "projects", ConditionReader::uuid, "ids of projects"),
                list(node, path, "users", ConditionReader::text, "names of users"),
                map(node, path, "tags", false),
                map(node, path, "headers", true),
                list(
                        node,
                        path,
                        "features",
                        word -> Words.one(Condition.Feature.class, word),
                        "of " + Words.all(Condition.Feature.class)),
                tokens(node, path, "inputTokensFrom"),
                tokens(node, path, "inputTokensBelow"));
    }

    private <T> List<T> list(
            JsonNode node, String path, String field, Function<JsonNode, Optional<T>> read, String what) {
        JsonNode values = node.path(field);
        List<T> all = new ArrayList<>();
        boolean wrong = node.has(field) && (!values.isArray() || values.isEmpty() || values.size() > VALUES_MAX);
        if (values.isArray() && !wrong) {
            for (JsonNode value : values) {
                read.apply(value).ifPresent(all::add);
            }
            wrong = all.size() < values.size();
        }
        if (wrong) {
            fault(path + "." + field, "It is a list of 1 to " + VALUES_MAX + " " + what);
        }
        return List.copyOf(all);
    }

    private Map<String, String> map(JsonNode node, String path, String field, boolean lowerCase) {
        JsonNode values = node.path(field);
        Map<String, String> all = new TreeMap<>();
        if (values.isObject() && !values.isEmpty() && values.size() <= VALUES_MAX) {
            values.properties()
                    .forEach(each -> text(each.getValue())
                            .ifPresent(value -> all.put(
                                    lowerCase ? each.getKey().toLowerCase(Locale.ROOT) : each.getKey(), value)));
        }
        if (node.has(field) && (all.isEmpty() || all.size() < values.size())) {
            fault(path + "." + field, "It is an object of 1 to " + VALUES_MAX + " names, each with a text");
        }
        return Map.copyOf(all);
    }

    private @Nullable Long tokens(JsonNode node, String path, String field) {
        JsonNode value = node.path(field);
        if (node.has(field) && (!value.canConvertToLong() || !value.isIntegralNumber() || value.asLong() < 1)) {
            fault(path + "." + field, "It is a number of tokens, from 1 on");
            return null;
        }
        return node.has(field) ? value.asLong() : null;
    }

    private static Optional<UUID> uuid(JsonNode value) {
        try {
            return Optional.ofNullable(value.textValue()).map(UUID::fromString);
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonNode value) {
        return Optional.ofNullable(value.textValue()).filter(text -> !text.isBlank() && text.length() <= TEXT_MAX);
    }

    private void fault(String field, String sentence) {
        faults.add(RouteRefusal.NODE_INVALID.violation(field, sentence));
    }
}
