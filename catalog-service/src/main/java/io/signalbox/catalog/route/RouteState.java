package io.signalbox.catalog.route;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.signalbox.contracts.catalog.Deadlines;
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
        Instant createdAt,
        Instant updatedAt,
        @JsonIgnore long version) {

    /** A node of the tree; targets show the name of their configuration beside its id. */
    public sealed interface Node {
        /** {@code target, priority, weighted}. */
        String strategy();
    }

    /** A leaf; {@code configuration} is absent when it is gone. */
    public record Target(String strategy, @Nullable String configuration, UUID configurationId, String model)
            implements Node {}

    /** The first that is available. */
    public record Priority(String strategy, List<Node> children) implements Node {}

    /** A share of the traffic each. */
    public record Weighted(String strategy, List<Share> children) implements Node {}

    /** A child and its weight. */
    public record Share(int weight, Node node) {}

    static RouteState of(StoredRoute route, Map<UUID, String> names) {
        RouteDefinition definition = route.definition();
        return new RouteState(
                route.id(),
                definition.name(),
                shown(definition.root(), names),
                definition.deadlines(),
                definition.attemptsMax(),
                definition.active(),
                route.createdAt(),
                route.updatedAt(),
                route.version());
    }

    private static Node shown(RouteNode node, Map<UUID, String> names) {
        return switch (node) {
            case RouteNode.Target target ->
                new Target("target", names.get(target.configurationId()), target.configurationId(), target.model());
            case RouteNode.Priority priority ->
                new Priority(
                        "priority",
                        priority.children().stream()
                                .map(child -> shown(child, names))
                                .toList());
            case RouteNode.Weighted weighted ->
                new Weighted(
                        "weighted",
                        weighted.children().stream()
                                .map(share -> new Share(share.weight(), shown(share.node(), names)))
                                .toList());
        };
    }
}
