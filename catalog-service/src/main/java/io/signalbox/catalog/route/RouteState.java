package io.signalbox.catalog.route;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.signalbox.contracts.catalog.Caching;
import io.signalbox.contracts.catalog.Condition;
import io.signalbox.contracts.catalog.Deadlines;
import io.signalbox.contracts.catalog.Hedge;
import io.signalbox.contracts.catalog.Recovery;
import io.signalbox.contracts.catalog.RouteNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A route as callers see it; what is shown can be sent back as it is. */
public record RouteState(
        UUID id,
        String name,
        Node root,
        Deadlines deadlines,
        int attemptsMax,
        boolean active,
        @Nullable Hedge hedge,
        @Nullable Recovery recovery,
        @Nullable Caching cache,
        Instant createdAt,
        Instant updatedAt,
        @JsonIgnore long version) {

    /** A node of the tree; targets show the name of their configuration beside its id. */
    public sealed interface Node {
        /** Its word, as in the contract. */
        String strategy();
    }

    /** A leaf; {@code configuration} is absent when it is gone. */
    public record Target(String strategy, @Nullable String configuration, UUID configurationId, String model)
            implements Node {}

    /** A strategy over children of equal standing. */
    public record Siblings(String strategy, List<Node> children) implements Node {}

    /** A share each, of the traffic or of the subjects. */
    public record Shares(
            String strategy,
            RouteNode.@Nullable StickyBy stickyBy,
            @Nullable String header,
            List<Share> children) implements Node {}

    /** A child and its weight. */
    public record Share(int weight, Node node) {}

    /** A part to the new one. */
    public record Canary(String strategy, int percent, Node stable, Node canary) implements Node {}

    /** The first case that holds. */
    public record Conditional(String strategy, List<Case> cases, Node otherwise) implements Node {}

    /** What must hold, and the child for it. */
    public record Case(When when, Node node) {}

    /** A condition; what it does not ask is absent. */
    public record When(
            @Nullable List<UUID> projects,
            @Nullable List<String> users,
            @Nullable Map<String, String> tags,
            @Nullable Map<String, String> headers,
            @Nullable List<Condition.Feature> features,
            @Nullable Long inputTokensFrom,
            @Nullable Long inputTokensBelow) {
        static When of(Condition condition) {
            return new When(
                    condition.projects().isEmpty() ? null : condition.projects(),
                    condition.users().isEmpty() ? null : condition.users(),
                    condition.tags().isEmpty() ? null : condition.tags(),
                    condition.headers().isEmpty() ? null : condition.headers(),
                    condition.features().isEmpty() ? null : condition.features(),
                    condition.inputTokensFrom(),
                    condition.inputTokensBelow());
        }
    }

    static RouteState of(StoredRoute route, Map<UUID, String> names) {
        RouteDefinition definition = route.definition();
        return new RouteState(
                route.id(),
                definition.name(),
                shown(definition.root(), names),
                definition.deadlines(),
                definition.attemptsMax(),
                definition.active(),
                definition.hedge(),
                definition.recovery(),
                definition.cache(),
                route.createdAt(),
                route.updatedAt(),
                route.version());
    }

    private static Node shown(RouteNode node, Map<UUID, String> names) {
        return switch (node) {
            case RouteNode.Target target ->
                new Target("target", names.get(target.configurationId()), target.configurationId(), target.model());
            case RouteNode.Priority priority -> siblings("priority", priority.children(), names);
            case RouteNode.Weighted weighted -> new Shares("weighted", null, null, shares(weighted.children(), names));
            case RouteNode.RoundRobin turns -> siblings("round-robin", turns.children(), names);
            case RouteNode.LeastLatency quickest -> siblings("least-latency", quickest.children(), names);
            case RouteNode.LeastBusy idlest -> siblings("least-busy", idlest.children(), names);
            case RouteNode.LowestCost cheapest -> siblings("lowest-cost", cheapest.children(), names);
            case RouteNode.Experiment experiment ->
                new Shares(
                        "experiment", experiment.stickyBy(), experiment.header(), shares(experiment.children(), names));
            case RouteNode.Canary canary ->
                new Canary("canary", canary.percent(), shown(canary.stable(), names), shown(canary.canary(), names));
            case RouteNode.Conditional conditional ->
                new Conditional(
                        "conditional",
                        conditional.cases().stream()
                                .map(each -> new Case(When.of(each.when()), shown(each.node(), names)))
                                .toList(),
                        shown(conditional.otherwise(), names));
        };
    }

    private static Siblings siblings(String strategy, List<RouteNode> children, Map<UUID, String> names) {
        return new Siblings(
                strategy, children.stream().map(child -> shown(child, names)).toList());
    }

    private static List<Share> shares(List<RouteNode.Share> children, Map<UUID, String> names) {
        return children.stream()
                .map(share -> new Share(share.weight(), shown(share.node(), names)))
                .toList();
    }
}
