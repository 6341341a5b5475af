package io.signalbox.gateway.selection;

import io.signalbox.gateway.snapshot.RoutePlanNode;
import io.signalbox.gateway.snapshot.RoutePlanNode.Canary;
import io.signalbox.gateway.snapshot.RoutePlanNode.Conditional;
import io.signalbox.gateway.snapshot.RoutePlanNode.Experiment;
import io.signalbox.gateway.snapshot.RoutePlanNode.Siblings;
import io.signalbox.gateway.snapshot.RoutePlanNode.Weighted;
import io.signalbox.gateway.snapshot.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Children of one node by a measure, less being better. A child counts as its best target does; one without any target
 * that may be called comes last.
 */
final class Ranking<M extends Comparable<M>> {
    /** What a target is measured by; null where nothing is known. */
    @FunctionalInterface
    interface Measure<M> {
        @Nullable
        M of(Target target);
    }

    private record Ranked<M>(RoutePlanNode node, @Nullable M measure) {}

    private final List<Ranked<M>> ranked;

    private Ranking(List<Ranked<M>> ranked) {
        this.ranked = ranked;
    }

    static <M extends Comparable<M>> Ranking<M> of(List<RoutePlanNode> children, Measure<M> measure) {
        List<Ranked<M>> ranked = new ArrayList<>(children.size());
        for (RoutePlanNode child : children) {
            M best = null;
            for (Target target : targets(child).filter(Target::available).toList()) {
                M measured = measure.of(target);
                best = isBetter(measured, best) ? measured : best;
            }
            ranked.add(new Ranked<>(child, best));
        }
        return new Ranking<>(ranked);
    }

    private static <M extends Comparable<M>> boolean isBetter(@Nullable M one, @Nullable M other) {
        return one != null && (other == null || one.compareTo(other) < 0);
    }

    private int bestFirst(Ranked<M> one, Ranked<M> other) {
        return isBetter(one.measure(), other.measure()) ? -1 : isBetter(other.measure(), one.measure()) ? 1 : 0;
    }

    static Stream<Target> targets(RoutePlanNode node) {
        return switch (node) {
            case Target target -> Stream.of(target);
            case Siblings siblings -> siblings.children().stream().flatMap(Ranking::targets);
            case Weighted weighted -> weighted.children().stream().flatMap(share -> targets(share.node()));
            case Experiment experiment -> experiment.children().stream().flatMap(share -> targets(share.node()));
            case Canary canary -> Stream.concat(targets(canary.stable()), targets(canary.canary()));
            case Conditional conditional ->
                Stream.concat(
                        conditional.cases().stream().flatMap(each -> targets(each.node())),
                        targets(conditional.otherwise()));
        };
    }

    /** All, best first; equals by lot. */
    List<RoutePlanNode> bestFirst(RandomGenerator random) {
        Collections.shuffle(ranked, random);
        ranked.sort(this::bestFirst);
        return nodes();
    }

    /** The better of two that are drawn, then all others, best first. */
    List<RoutePlanNode> betterOfTwo(RandomGenerator random) {
        Collections.shuffle(ranked, random);
        if (ranked.size() > 2) {
            Ranked<M> first = Collections.min(ranked.subList(0, 2), this::bestFirst);
            ranked.remove(first);
            ranked.sort(this::bestFirst);
            ranked.addFirst(first);
        } else {
            ranked.sort(this::bestFirst);
        }
        return nodes();
    }

    private List<RoutePlanNode> nodes() {
        return ranked.stream().map(Ranked::node).toList();
    }

    /** The measure of the first, in words. */
    String told(Function<M, String> words) {
        M best = ranked.getFirst().measure();
        return best == null ? "nothing is known of any" : words.apply(best);
    }
}
