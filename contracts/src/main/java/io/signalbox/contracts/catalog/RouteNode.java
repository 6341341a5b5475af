package io.signalbox.contracts.catalog;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a route chooses. A tree: inner nodes are strategies, leaves are targets, so that "two regions by weight, then a
 * cheaper model" is one value. Every strategy only orders its children: what fails falls to those behind.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "strategy")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RouteNode.Target.class, name = "target"),
    @JsonSubTypes.Type(value = RouteNode.Priority.class, name = "priority"),
    @JsonSubTypes.Type(value = RouteNode.Weighted.class, name = "weighted"),
    @JsonSubTypes.Type(value = RouteNode.RoundRobin.class, name = "round-robin"),
    @JsonSubTypes.Type(value = RouteNode.LeastLatency.class, name = "least-latency"),
    @JsonSubTypes.Type(value = RouteNode.LeastBusy.class, name = "least-busy"),
    @JsonSubTypes.Type(value = RouteNode.LowestCost.class, name = "lowest-cost"),
    @JsonSubTypes.Type(value = RouteNode.Experiment.class, name = "experiment"),
    @JsonSubTypes.Type(value = RouteNode.Canary.class, name = "canary"),
    @JsonSubTypes.Type(value = RouteNode.Conditional.class, name = "conditional")
})
public sealed interface RouteNode {
    /** Every target below, in the order written; one that stands in several places as often as it stands. */
    default Stream<Target> leaves() {
        return switch (this) {
            case Target target -> Stream.of(target);
            case Priority priority -> leaves(priority.children());
            case Weighted weighted -> leavesOf(weighted.children());
            case RoundRobin turns -> leaves(turns.children());
            case LeastLatency quickest -> leaves(quickest.children());
            case LeastBusy idlest -> leaves(idlest.children());
            case LowestCost cheapest -> leaves(cheapest.children());
            case Experiment experiment -> leavesOf(experiment.children());
            case Canary canary -> leaves(List.of(canary.stable(), canary.canary()));
            case Conditional conditional ->
                Stream.concat(
                        conditional.cases().stream().flatMap(each -> each.node().leaves()),
                        conditional.otherwise().leaves());
        };
    }

    private static Stream<Target> leaves(List<RouteNode> nodes) {
        return nodes.stream().flatMap(RouteNode::leaves);
    }

    private static Stream<Target> leavesOf(List<Share> shares) {
        return shares.stream().flatMap(share -> share.node().leaves());
    }

    /** One model of one configuration. */
    record Target(UUID configurationId, String model) implements RouteNode {}

    /** The first that is available, in the order written. */
    record Priority(List<RouteNode> children) implements RouteNode {}

    /** A share of the traffic each; what fails falls to the others, in proportion. */
    record Weighted(List<Share> children) implements RouteNode {}

    /** One after the other. */
    record RoundRobin(List<RouteNode> children) implements RouteNode {}

    /** The quicker of two that are drawn, by what was measured lately and what is on its way. */
    record LeastLatency(List<RouteNode> children) implements RouteNode {}

    /** The one with the fewest requests on their way. */
    record LeastBusy(List<RouteNode> children) implements RouteNode {}

    /** The one that this request costs least at; one without a price comes last. */
    record LowestCost(List<RouteNode> children) implements RouteNode {}

    /**
     * A share of the subjects each, not of the requests: one subject is always answered by the same child.
     *
     * @param header the header that names the subject; null unless it is sticky by header
     */
    record Experiment(StickyBy stickyBy, @Nullable String header, List<Share> children) implements RouteNode {}

    /** What a subject of an experiment is. */
    enum StickyBy {
        ACCESS_KEY,
        USER,
        HEADER
    }

    /**
     * A part of the requests to the new one, all others to the proven one; each answers for the other when it fails.
     *
     * @param percent of the requests, 0 to 100; with 0 the canary is only asked when the stable one fails
     */
    record Canary(int percent, RouteNode stable, RouteNode canary) implements RouteNode {}

    /** The first case that holds, else the other child. */
    record Conditional(List<Case> cases, RouteNode otherwise) implements RouteNode {}

    /** A child and its part of the traffic, relative to its siblings and above zero. */
    record Share(int weight, RouteNode node) {}

    /** A child for the requests of one kind. */
    record Case(Condition when, RouteNode node) {}
}
