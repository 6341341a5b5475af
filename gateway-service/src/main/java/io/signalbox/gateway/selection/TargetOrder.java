package io.signalbox.gateway.selection;

import io.signalbox.gateway.snapshot.RoutePlanNode;
import io.signalbox.gateway.snapshot.RoutePlanNode.Priority;
import io.signalbox.gateway.snapshot.RoutePlanNode.Share;
import io.signalbox.gateway.snapshot.RoutePlanNode.Weighted;
import io.signalbox.gateway.snapshot.Target;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The order in which one request tries a plan's targets: a priority's children as written; a weighted node's by lot,
 * each draw in proportion to the weights of those not drawn yet, so that what fails falls to the others by weight.
 */
public final class TargetOrder {
    private TargetOrder() {}

    /** Every target once, first choice first; those the configuration rules out are left out. */
    public static List<Target> of(RoutePlanNode root, RandomGenerator random) {
        if (root instanceof Target single) {
            return single.available() ? List.of(single) : List.of();
        }
        Set<Target> order = new LinkedHashSet<>();
        add(root, random, order);
        return List.copyOf(order);
    }

    private static void add(RoutePlanNode node, RandomGenerator random, Set<Target> order) {
        switch (node) {
            case Target target -> {
                if (target.available()) {
                    order.add(target);
                }
            }
            case Priority priority -> priority.children().forEach(child -> add(child, random, order));
            case Weighted weighted -> drawn(weighted, random).forEach(child -> add(child, random, order));
        }
    }

    private static List<RoutePlanNode> drawn(Weighted weighted, RandomGenerator random) {
        List<Share> left = new ArrayList<>(weighted.children());
        List<RoutePlanNode> drawn = new ArrayList<>(left.size());
        while (!left.isEmpty()) {
            long total = left.stream().mapToLong(Share::weight).sum();
            long lot = random.nextLong(total);
            int at = 0;
            while (lot >= left.get(at).weight()) {
                lot -= left.get(at).weight();
                at++;
            }
            drawn.add(left.remove(at).node());
        }
        return drawn;
    }
}
