package io.signalbox.contracts.catalog;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.UUID;

/**
 * How a route chooses. A tree: inner nodes are strategies, leaves are targets, so that "two regions by weight, then a
 * cheaper model" is one value.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "strategy")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RouteNode.Target.class, name = "target"),
    @JsonSubTypes.Type(value = RouteNode.Priority.class, name = "priority"),
    @JsonSubTypes.Type(value = RouteNode.Weighted.class, name = "weighted")
})
public sealed interface RouteNode {
    /** One model of one configuration. */
    record Target(UUID configurationId, String model) implements RouteNode {}

    /** The first that is available, in the order written. */
    record Priority(List<RouteNode> children) implements RouteNode {}

    /** A share of the traffic each; what fails falls to the others, in proportion. */
    record Weighted(List<Share> children) implements RouteNode {}

    /** A child and its part of the traffic, relative to its siblings and above zero. */
    record Share(int weight, RouteNode node) {}
}
