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
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Children of one node by a measure, less being better. A child counts as its best target does; one without any target
 * that may be called comes last.
 */
final class Ranking {
    private record Ranked(RoutePlanNode node, double measure) {}

    private static final Comparator<Ranked> BEST_FIRST = Comparator.comparingDouble(Ranked::measure);

    private final List<Ranked> ranked;

    private Ranking(List<Ranked> ranked) {
        this.ranked = ranked;
    }

    static Ranking of(List<RoutePlanNode> children, ToDoubleFunction<Target> measure) {
        List<Ranked> ranked = new ArrayList<>(children.size());
        for (RoutePlanNode child : children) {
            ranked.add(new Ranked(
                    child,
                    targets(child)
                            .filter(Target::available)
                            .mapToDouble(measure)
                            .min()
                            .orElse(Double.POSITIVE_INFINITY)));
        }
        return new Ranking(ranked);
    }

    private static Stream<Target> targets(RoutePlanNode node) {
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
        ranked.sort(BEST_FIRST);
        return nodes();
    }

    /** The better of two that are drawn, then all others, best first. */
    List<RoutePlanNode> betterOfTwo(RandomGenerator random) {
        Collections.shuffle(ranked, random);
        if (ranked.size() > 2) {
            Ranked first = Collections.min(ranked.subList(0, 2), BEST_FIRST);
            ranked.remove(first);
            ranked.sort(BEST_FIRST);
            ranked.addFirst(first);
        } else {
            ranked.sort(BEST_FIRST);
        }
        return nodes();
    }

    private List<RoutePlanNode> nodes() {
        return ranked.stream().map(Ranked::node).toList();
    }

    /** The measure of the first, in words. */
    String told(String format, double scale) {
        double best = ranked.getFirst().measure();
        return Double.isInfinite(best) ? "nothing is known of any" : String.format(Locale.ROOT, format, best * scale);
    }
}
