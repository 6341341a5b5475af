package io.signalbox.gateway.snapshot;

import io.signalbox.contracts.catalog.RouteNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Joins the tree of one route with its targets. Used once, then thrown away. */
final class RoutePlanCompiler {
    /** Finds or makes a target. */
    @FunctionalInterface
    interface Targets {
        Target of(UUID configurationId, String model);
    }

    /** Where turns begin: not all replicas at the same child, and never near the end of what can be counted. */
    private static final int FIRST_TURN_MAX = 1_000;

    private final UUID routeId;
    private final Targets known;
    private final List<Target> leaves = new ArrayList<>();
    private int experiments;

    RoutePlanCompiler(UUID routeId, Targets known) {
        this.routeId = routeId;
        this.known = known;
    }

    /** Every target that was met, in the order written. */
    List<Target> targets() {
        return List.copyOf(leaves);
    }

    RoutePlanNode compile(RouteNode node) {
        return switch (node) {
            case RouteNode.Target leaf -> {
                Target target = known.of(leaf.configurationId(), leaf.model());
                leaves.add(target);
                yield target;
            }
            case RouteNode.Priority priority -> new RoutePlanNode.Priority(each(priority.children()));
            case RouteNode.Weighted weighted -> new RoutePlanNode.Weighted(shares(weighted.children()));
            case RouteNode.RoundRobin turns ->
                new RoutePlanNode.RoundRobin(
                        each(turns.children()),
                        new AtomicInteger(ThreadLocalRandom.current().nextInt(FIRST_TURN_MAX)));
            case RouteNode.LeastLatency quickest -> new RoutePlanNode.LeastLatency(each(quickest.children()));
            case RouteNode.LeastBusy idlest -> new RoutePlanNode.LeastBusy(each(idlest.children()));
            case RouteNode.LowestCost cheapest -> new RoutePlanNode.LowestCost(each(cheapest.children()));
            case RouteNode.Experiment experiment ->
                new RoutePlanNode.Experiment(
                        routeId + "/" + ++experiments,
                        experiment.stickyBy(),
                        experiment.header(),
                        shares(experiment.children()));
            case RouteNode.Canary canary ->
                new RoutePlanNode.Canary(canary.percent(), compile(canary.stable()), compile(canary.canary()));
            case RouteNode.Conditional conditional ->
                new RoutePlanNode.Conditional(
                        conditional.cases().stream()
                                .map(each -> new RoutePlanNode.Case(each.when(), compile(each.node())))
                                .toList(),
                        compile(conditional.otherwise()));
        };
    }

    private List<RoutePlanNode> each(List<RouteNode> children) {
        return children.stream().map(this::compile).toList();
    }

    private List<RoutePlanNode.Share> shares(List<RouteNode.Share> children) {
        return children.stream()
                .map(share -> new RoutePlanNode.Share(share.weight(), compile(share.node())))
                .toList();
    }
}
