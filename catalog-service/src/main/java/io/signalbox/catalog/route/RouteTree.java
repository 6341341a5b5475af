package io.signalbox.catalog.route;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.catalog.known.KnownConfigurations;
import io.signalbox.catalog.known.Patience;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.catalog.RouteNode;
import io.signalbox.kit.problem.RefusedException;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.kit.problem.Violation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the tree of a route as a caller wrote it. Every fault is named with its place, {@code root.children[1].model},
 * so that a large route is mended in one go.
 */
final class RouteTree {
    /** Most levels, targets included: deeper ones are not understood by people either. */
    static final int DEPTH_MAX = 5;

    /** Most targets of one route. */
    static final int TARGETS_MAX = 32;

    /** Largest weight; weights are relative to each other. */
    static final int WEIGHT_MAX = 1_000;

    private static final int MODEL_LENGTH_MAX = 256;
    private static final Set<String> TARGET_FIELDS = Set.of("strategy", "configuration", "configurationId", "model");
    private static final Set<String> INNER_FIELDS = Set.of("strategy", "children");
    private static final Set<String> SHARE_FIELDS = Set.of("weight", "node");

    private final TenantId tenant;
    private final KnownConfigurations configurations;
    private final Patience patience = Patience.begin();
    private final List<Violation> faults = new ArrayList<>();
    private int targets;

    private RouteTree(TenantId tenant, KnownConfigurations configurations) {
        this.tenant = tenant;
        this.configurations = configurations;
    }

    /** The tree, or a refusal that names all its faults. */
    static RouteNode read(TenantId tenant, KnownConfigurations configurations, JsonNode root) {
        RouteTree tree = new RouteTree(tenant, configurations);
        Optional<RouteNode> read = tree.node(root, "root", 1);
        if (tree.targets > TARGETS_MAX) {
            tree.faults.add(RouteRefusal.TARGETS_TOO_MANY.violation("root", TARGETS_MAX));
        }
        if (!tree.faults.isEmpty()) {
            throw RefusedException.all(RouteRefusal.NODE_INVALID, tree.faults);
        }
        return read.orElseThrow();
    }

    private Optional<RouteNode> node(JsonNode node, String path, int depth) {
        if (depth > DEPTH_MAX) {
            faults.add(RouteRefusal.TREE_TOO_DEEP.violation(path, DEPTH_MAX));
            return Optional.empty();
        }
        if (!node.isObject()) {
            faults.add(StandardRefusal.FIELD_TYPE.violation(path, path, "an object with a strategy"));
            return Optional.empty();
        }
        return switch (node.path("strategy").asText()) {
            case "target" -> target(node, path);
            case "priority" -> priority(node, path, depth);
            case "weighted" -> weighted(node, path, depth);
            default -> {
                fault(path + ".strategy", "A node's strategy is one of priority, weighted, target");
                yield Optional.empty();
            }
        };
    }

    private Optional<RouteNode> priority(JsonNode node, String path, int depth) {
        onlyKnown(node, path, INNER_FIELDS);
        List<RouteNode> read = new ArrayList<>();
        JsonNode children = children(node, path);
        for (int index = 0; index < children.size(); index++) {
            node(children.get(index), path + ".children[" + index + "]", depth + 1)
                    .ifPresent(read::add);
        }
        return Optional.of(new RouteNode.Priority(List.copyOf(read)));
    }

    private Optional<RouteNode> weighted(JsonNode node, String path, int depth) {
        onlyKnown(node, path, INNER_FIELDS);
        List<RouteNode.Share> read = new ArrayList<>();
        JsonNode children = children(node, path);
        for (int index = 0; index < children.size(); index++) {
            JsonNode child = children.get(index);
            String place = path + ".children[" + index + "]";
            onlyKnown(child, place, SHARE_FIELDS);
            int weight = weight(child.path("weight"), place + ".weight");
            node(child.path("node"), place + ".node", depth + 1)
                    .ifPresent(below -> read.add(new RouteNode.Share(weight, below)));
        }
        return Optional.of(new RouteNode.Weighted(List.copyOf(read)));
    }

    private Optional<RouteNode> target(JsonNode node, String path) {
        targets++;
        onlyKnown(node, path, TARGET_FIELDS);
        String field = node.hasNonNull("configurationId") ? "configurationId" : "configuration";
        String configuration = text(node, path, field);
        String model = text(node, path, "model");
        if (configuration.isEmpty() || model.isEmpty() || targets > TARGETS_MAX) {
            return Optional.empty();
        }
        try {
            return Optional.of(new RouteNode.Target(
                    configurations
                            .required(tenant, path + "." + field, configuration, patience)
                            .id(),
                    model));
        } catch (RefusedException unknown) {
            faults.addAll(unknown.violations());
            return Optional.empty();
        }
    }

    private JsonNode children(JsonNode node, String path) {
        JsonNode children = node.path("children");
        if (!children.isArray() || children.isEmpty() || children.size() > TARGETS_MAX) {
            fault(path + ".children", "A strategy has a list of 1 to " + TARGETS_MAX + " children");
        }
        return children.isArray() && children.size() <= TARGETS_MAX ? children : node.path("nothing");
    }

    private int weight(JsonNode weight, String path) {
        if (!weight.isIntegralNumber() || weight.asLong() < 1 || weight.asLong() > WEIGHT_MAX) {
            fault(path, "A weight is a whole number from 1 to " + WEIGHT_MAX);
            return 1;
        }
        return weight.asInt();
    }

    private String text(JsonNode node, String path, String field) {
        JsonNode value = node.path(field);
        if (!value.isTextual() || value.asText().isBlank() || value.asText().length() > MODEL_LENGTH_MAX) {
            fault(path + "." + field, "A target has a " + field + " of 1 to " + MODEL_LENGTH_MAX + " characters");
            return "";
        }
        return value.asText();
    }

    private void onlyKnown(JsonNode node, String path, Set<String> known) {
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                faults.add(StandardRefusal.FIELD_UNKNOWN.violation(
                        path + "." + name,
                        name,
                        String.join(", ", known.stream().sorted().toList())));
            }
        }
    }

    private void fault(String field, String sentence) {
        faults.add(RouteRefusal.NODE_INVALID.violation(field, sentence));
    }
}
