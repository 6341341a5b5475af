package io.signalbox.catalog.route;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.catalog.known.KnownConfigurations;
import io.signalbox.catalog.known.Patience;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.catalog.Condition;
import io.signalbox.contracts.catalog.RouteNode;
import io.signalbox.kit.problem.RefusedException;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.kit.problem.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    private static final int PERCENT_MAX = 100;
    private static final int MODEL_LENGTH_MAX = 256;
    private static final String FEW = "A strategy has a list of 1 to " + TARGETS_MAX + " children";

    private static final Map<String, Set<String>> FIELDS = Map.ofEntries(
            Map.entry("target", Set.of("configuration", "configurationId", "model")),
            Map.entry("priority", Set.of("children")),
            Map.entry("weighted", Set.of("children")),
            Map.entry("round-robin", Set.of("children")),
            Map.entry("least-latency", Set.of("children")),
            Map.entry("least-busy", Set.of("children")),
            Map.entry("lowest-cost", Set.of("children")),
            Map.entry("experiment", Set.of("stickyBy", "header", "children")),
            Map.entry("canary", Set.of("percent", "stable", "canary")),
            Map.entry("conditional", Set.of("cases", "otherwise")));

    private static final Set<String> SHARE_FIELDS = Set.of("weight", "node");
    private static final Set<String> CASE_FIELDS = Set.of("when", "node");

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
        String strategy = node.path("strategy").asText();
        Set<String> fields = FIELDS.get(strategy);
        if (fields == null) {
            String all = String.join(", ", FIELDS.keySet().stream().sorted().toList());
            fault(path + ".strategy", "A node's strategy is one of " + all);
            return Optional.empty();
        }
        new KnownFields(faults).check(node, path, fields, "strategy");
        return inner(strategy, node, path, depth + 1);
    }

    private Optional<RouteNode> inner(String strategy, JsonNode node, String path, int below) {
        return switch (strategy) {
            case "priority" -> Optional.of(new RouteNode.Priority(each(node, path, below)));
            case "weighted" -> Optional.of(new RouteNode.Weighted(shares(node, path, below)));
            case "round-robin" -> Optional.of(new RouteNode.RoundRobin(each(node, path, below)));
            case "least-latency" -> Optional.of(new RouteNode.LeastLatency(each(node, path, below)));
            case "least-busy" -> Optional.of(new RouteNode.LeastBusy(each(node, path, below)));
            case "lowest-cost" -> Optional.of(new RouteNode.LowestCost(each(node, path, below)));
            case "experiment" -> Optional.of(experiment(node, path, below));
            case "canary" -> canary(node, path, below);
            case "conditional" -> conditional(node, path, below);
            default -> target(node, path);
        };
    }

    private List<RouteNode> each(JsonNode node, String path, int depth) {
        List<RouteNode> read = new ArrayList<>();
        JsonNode children = list(node, path, "children", FEW);
        for (int index = 0; index < children.size(); index++) {
            node(children.get(index), path + ".children[" + index + "]", depth).ifPresent(read::add);
        }
        return List.copyOf(read);
    }

    private List<RouteNode.Share> shares(JsonNode node, String path, int depth) {
        List<RouteNode.Share> read = new ArrayList<>();
        JsonNode children = list(node, path, "children", FEW);
        for (int index = 0; index < children.size(); index++) {
            JsonNode child = children.get(index);
            String place = path + ".children[" + index + "]";
            new KnownFields(faults).check(child, place, SHARE_FIELDS);
            int weight = number(child.path("weight"), place + ".weight", 1, WEIGHT_MAX, "A weight");
            node(child.path("node"), place + ".node", depth)
                    .ifPresent(below -> read.add(new RouteNode.Share(weight, below)));
        }
        return List.copyOf(read);
    }

    private RouteNode experiment(JsonNode node, String path, int depth) {
        RouteNode.StickyBy stickyBy = Words.one(RouteNode.StickyBy.class, node.path("stickyBy"))
                .orElseGet(() -> {
                    fault(
                            path + ".stickyBy",
                            "An experiment is sticky by one of " + Words.all(RouteNode.StickyBy.class));
                    return RouteNode.StickyBy.ACCESS_KEY;
                });
        String header = node.hasNonNull("header") ? text(node, path, "header").toLowerCase(Locale.ROOT) : null;
        if ((stickyBy == RouteNode.StickyBy.HEADER) != (header != null)) {
            fault(path + ".header", "A header is named exactly when an experiment is sticky by HEADER");
        }
        return new RouteNode.Experiment(stickyBy, header, shares(node, path, depth));
    }

    private Optional<RouteNode> canary(JsonNode node, String path, int depth) {
        int percent = number(node.path("percent"), path + ".percent", 0, PERCENT_MAX, "A canary's percent");
        Optional<RouteNode> stable = node(node.path("stable"), path + ".stable", depth);
        Optional<RouteNode> canary = node(node.path("canary"), path + ".canary", depth);
        return stable.flatMap(old -> canary.map(fresh -> new RouteNode.Canary(percent, old, fresh)));
    }

    private Optional<RouteNode> conditional(JsonNode node, String path, int depth) {
        List<RouteNode.Case> read = new ArrayList<>();
        JsonNode cases = list(node, path, "cases", "A conditional has a list of 1 to " + TARGETS_MAX + " cases");
        for (int index = 0; index < cases.size(); index++) {
            JsonNode child = cases.get(index);
            String place = path + ".cases[" + index + "]";
            new KnownFields(faults).check(child, place, CASE_FIELDS);
            Condition when = new ConditionReader(faults).read(child.path("when"), place + ".when");
            node(child.path("node"), place + ".node", depth)
                    .ifPresent(below -> read.add(new RouteNode.Case(when, below)));
        }
        return node(node.path("otherwise"), path + ".otherwise", depth)
                .map(otherwise -> new RouteNode.Conditional(List.copyOf(read), otherwise));
    }

    private Optional<RouteNode> target(JsonNode node, String path) {
        targets++;
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

    private JsonNode list(JsonNode node, String path, String field, String few) {
        JsonNode children = node.path(field);
        if (!children.isArray() || children.isEmpty() || children.size() > TARGETS_MAX) {
            fault(path + "." + field, few);
        }
        return children.isArray() && children.size() <= TARGETS_MAX ? children : node.path("nothing");
    }

    private int number(JsonNode number, String path, int least, int most, String what) {
        if (!number.isIntegralNumber() || number.asLong() < least || number.asLong() > most) {
            fault(path, what + " is a whole number from " + least + " to " + most);
            return least;
        }
        return number.asInt();
    }

    private String text(JsonNode node, String path, String field) {
        JsonNode value = node.path(field);
        if (!value.isTextual() || value.asText().isBlank() || value.asText().length() > MODEL_LENGTH_MAX) {
            fault(path + "." + field, "A node has a " + field + " of 1 to " + MODEL_LENGTH_MAX + " characters");
            return "";
        }
        return value.asText();
    }

    private void fault(String field, String sentence) {
        faults.add(RouteRefusal.NODE_INVALID.violation(field, sentence));
    }
}
