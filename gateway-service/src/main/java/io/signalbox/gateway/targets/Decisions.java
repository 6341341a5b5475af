package io.signalbox.gateway.targets;

import io.signalbox.gateway.selection.Reasons;
import io.signalbox.gateway.snapshot.RoutePlanNode;
import io.signalbox.gateway.snapshot.RoutePlanNode.Canary;
import io.signalbox.gateway.snapshot.RoutePlanNode.Case;
import io.signalbox.gateway.snapshot.RoutePlanNode.Conditional;
import io.signalbox.gateway.snapshot.RoutePlanNode.Experiment;
import io.signalbox.gateway.snapshot.RoutePlanNode.LeastBusy;
import io.signalbox.gateway.snapshot.RoutePlanNode.LeastLatency;
import io.signalbox.gateway.snapshot.RoutePlanNode.LowestCost;
import io.signalbox.gateway.snapshot.RoutePlanNode.Priority;
import io.signalbox.gateway.snapshot.RoutePlanNode.RoundRobin;
import io.signalbox.gateway.snapshot.RoutePlanNode.Share;
import io.signalbox.gateway.snapshot.RoutePlanNode.Siblings;
import io.signalbox.gateway.snapshot.RoutePlanNode.Weighted;
import io.signalbox.gateway.snapshot.Target;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Supplier;

/** Writes down what the strategies of one route decide, by their places in its tree. */
final class Decisions implements Reasons {
    private final IdentityHashMap<RoutePlanNode, String> places = new IdentityHashMap<>();
    private final List<Explanation.Decision> all = new ArrayList<>();

    Decisions(RoutePlanNode root) {
        place(root, "root");
    }

    List<Explanation.Decision> all() {
        return List.copyOf(all);
    }

    @Override
    public void chose(RoutePlanNode node, RoutePlanNode child, Supplier<String> why) {
        String first = child instanceof Target target ? target.address() : at(child);
        all.add(new Explanation.Decision(at(node), strategy(node), first, why.get()));
    }

    private String at(RoutePlanNode node) {
        return places.getOrDefault(node, "elsewhere");
    }

    private void place(RoutePlanNode node, String place) {
        places.put(node, place);
        switch (node) {
            case Target target -> {}
            case Siblings siblings -> places(siblings.children(), place);
            case Weighted weighted -> shares(weighted.children(), place);
            case Experiment experiment -> shares(experiment.children(), place);
            case Canary canary -> {
                place(canary.stable(), place + ".stable");
                place(canary.canary(), place + ".canary");
            }
            case Conditional conditional -> {
                List<Case> cases = conditional.cases();
                for (int index = 0; index < cases.size(); index++) {
                    place(cases.get(index).node(), place + ".cases[" + index + "].node");
                }
                place(conditional.otherwise(), place + ".otherwise");
            }
        }
    }

    private void places(List<RoutePlanNode> children, String place) {
        for (int index = 0; index < children.size(); index++) {
            place(children.get(index), place + ".children[" + index + "]");
        }
    }

    private void shares(List<Share> children, String place) {
        for (int index = 0; index < children.size(); index++) {
            place(children.get(index).node(), place + ".children[" + index + "].node");
        }
    }

    private static String strategy(RoutePlanNode node) {
        return switch (node) {
            case Target target -> "target";
            case Priority priority -> "priority";
            case Weighted weighted -> "weighted";
            case RoundRobin turns -> "round-robin";
            case LeastLatency quickest -> "least-latency";
            case LeastBusy idlest -> "least-busy";
            case LowestCost cheapest -> "lowest-cost";
            case Experiment experiment -> "experiment";
            case Canary canary -> "canary";
            case Conditional conditional -> "conditional";
        };
    }
}
