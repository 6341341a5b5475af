package io.signalbox.gateway.snapshot;

import io.signalbox.contracts.catalog.Condition;
import io.signalbox.contracts.catalog.RouteNode.StickyBy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A node of a plan: a strategy, or a target. What the strategies mean is said at the contract's route nodes. */
public sealed interface RoutePlanNode
        permits Target,
                RoutePlanNode.Siblings,
                RoutePlanNode.Weighted,
                RoutePlanNode.Experiment,
                RoutePlanNode.Canary,
                RoutePlanNode.Conditional {
    /** The same node with other targets in it; the turns of a round robin go on. */
    RoutePlanNode withTargets(UnaryOperator<Target> other);

    /** A strategy over children of equal standing. */
    sealed interface Siblings extends RoutePlanNode {
        List<RoutePlanNode> children();
    }

    record Priority(List<RoutePlanNode> children) implements Siblings {
        @Override
        public Priority withTargets(UnaryOperator<Target> other) {
            return new Priority(each(children, other));
        }
    }

    record Weighted(List<Share> children) implements RoutePlanNode {
        @Override
        public Weighted withTargets(UnaryOperator<Target> other) {
            return new Weighted(shares(children, other));
        }
    }

    /**
     * One after the other.
     *
     * @param turn whose it is, counted on by every request
     */
    record RoundRobin(List<RoutePlanNode> children, AtomicInteger turn) implements Siblings {
        @Override
        public RoundRobin withTargets(UnaryOperator<Target> other) {
            return new RoundRobin(each(children, other), turn);
        }
    }

    record LeastLatency(List<RoutePlanNode> children) implements Siblings {
        @Override
        public LeastLatency withTargets(UnaryOperator<Target> other) {
            return new LeastLatency(each(children, other));
        }
    }

    record LeastBusy(List<RoutePlanNode> children) implements Siblings {
        @Override
        public LeastBusy withTargets(UnaryOperator<Target> other) {
            return new LeastBusy(each(children, other));
        }
    }

    record LowestCost(List<RoutePlanNode> children) implements Siblings {
        @Override
        public LowestCost withTargets(UnaryOperator<Target> other) {
            return new LowestCost(each(children, other));
        }
    }

    /**
     * A share of the subjects each.
     *
     * @param salt makes two experiments with the same subjects independent of each other, on all replicas alike
     * @param header null unless it is sticky by header
     */
    record Experiment(
            String salt, StickyBy stickyBy, @Nullable String header, List<Share> children) implements RoutePlanNode {
        @Override
        public Experiment withTargets(UnaryOperator<Target> other) {
            return new Experiment(salt, stickyBy, header, shares(children, other));
        }
    }

    record Canary(int percent, RoutePlanNode stable, RoutePlanNode canary) implements RoutePlanNode {
        @Override
        public Canary withTargets(UnaryOperator<Target> other) {
            return new Canary(percent, stable.withTargets(other), canary.withTargets(other));
        }
    }

    record Conditional(List<Case> cases, RoutePlanNode otherwise) implements RoutePlanNode {
        @Override
        public Conditional withTargets(UnaryOperator<Target> other) {
            return new Conditional(
                    cases.stream()
                            .map(each -> new Case(each.when(), each.node().withTargets(other)))
                            .toList(),
                    otherwise.withTargets(other));
        }
    }

    /** A child and its part of the traffic, relative to its siblings and above zero. */
    record Share(int weight, RoutePlanNode node) {}

    /** A child for the requests of one kind. */
    record Case(Condition when, RoutePlanNode node) {}

    private static List<RoutePlanNode> each(List<RoutePlanNode> children, UnaryOperator<Target> other) {
        return children.stream().map(child -> child.withTargets(other)).toList();
    }

    private static List<Share> shares(List<Share> children, UnaryOperator<Target> other) {
        return children.stream()
                .map(share -> new Share(share.weight(), share.node().withTargets(other)))
                .toList();
    }
}
