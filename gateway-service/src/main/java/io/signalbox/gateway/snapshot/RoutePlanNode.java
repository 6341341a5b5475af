package io.signalbox.gateway.snapshot;

import java.util.List;

/** A node of a plan: a strategy, or a target. */
public sealed interface RoutePlanNode permits Target, RoutePlanNode.Priority, RoutePlanNode.Weighted {
    /** The first that is available, in the order written. */
    record Priority(List<RoutePlanNode> children) implements RoutePlanNode {}

    /** A share of the traffic each; what fails falls to the others, in proportion. */
    record Weighted(List<Share> children) implements RoutePlanNode {}

    /** A child and its part of the traffic, relative to its siblings and above zero. */
    record Share(int weight, RoutePlanNode node) {}
}
