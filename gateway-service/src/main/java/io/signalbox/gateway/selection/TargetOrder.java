package io.signalbox.gateway.selection;

import io.signalbox.contracts.Money;
import io.signalbox.gateway.snapshot.RoutePlanNode;
import io.signalbox.gateway.snapshot.RoutePlanNode.Canary;
import io.signalbox.gateway.snapshot.RoutePlanNode.Conditional;
import io.signalbox.gateway.snapshot.RoutePlanNode.Experiment;
import io.signalbox.gateway.snapshot.RoutePlanNode.LeastBusy;
import io.signalbox.gateway.snapshot.RoutePlanNode.LeastLatency;
import io.signalbox.gateway.snapshot.RoutePlanNode.LowestCost;
import io.signalbox.gateway.snapshot.RoutePlanNode.Priority;
import io.signalbox.gateway.snapshot.RoutePlanNode.RoundRobin;
import io.signalbox.gateway.snapshot.RoutePlanNode.Share;
import io.signalbox.gateway.snapshot.RoutePlanNode.Weighted;
import io.signalbox.gateway.snapshot.Target;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The order in which one request tries a plan's targets: every strategy orders its children, and what fails falls to
 * those behind. Shares are drawn in proportion to the weights of those not drawn yet, so that what fails falls to the
 * others by weight.
 */
public final class TargetOrder {
    private static final double NANOS_PER_MILLI = 1e6;

    private final RoutedRequest request;
    private final Standing standing;
    private final RandomGenerator random;
    private final Reasons reasons;
    private final List<Routed> order = new ArrayList<>();

    /**
     * @param standing what is measured of targets
     * @param random must be safe for several threads
     * @param reasons is told what was decided, and why
     */
    public TargetOrder(RoutedRequest request, Standing standing, RandomGenerator random, Reasons reasons) {
        this.request = request;
        this.standing = standing;
        this.random = random;
        this.reasons = reasons;
    }

    /** Every target once, first choice first; those the configuration rules out are left out. */
    public List<Routed> of(RoutePlanNode root) {
        if (root instanceof Target single) {
            return single.available() ? List.of(new Routed(single, Routing.DIRECT)) : List.of();
        }
        order.clear();
        add(root, null);
        return List.copyOf(order);
    }

    private void add(RoutePlanNode node, @Nullable Routing way) {
        switch (node) {
            case Target target -> {
                if (target.available() && isNew(target)) {
                    order.add(new Routed(target, way == null ? Routing.DIRECT : way));
                }
            }
            case Priority priority -> all("priority", priority.children(), () -> "first choice", way);
            case Weighted weighted -> {
                List<RoutePlanNode> drawn = drawn(weighted.children());
                chose(weighted, "weighted", drawn, () -> "drawn by weight", way);
            }
            case RoundRobin turns -> chose(turns, "round-robin", inTurn(turns), () -> "its turn", way);
            case LeastLatency quickest -> quickestFirst(quickest, way);
            case LeastBusy idlest -> idlestFirst(idlest, way);
            case LowestCost cheapest -> cheapestFirst(cheapest, way);
            case Experiment experiment -> stickily(experiment, way);
            case Canary canary -> canary(canary, way);
            case Conditional conditional -> conditional(conditional, way);
        }
    }

    /** Looked for one by one: there are few, and the hash of a target is one of all that is known about it. */
    private boolean isNew(Target target) {
        for (Routed each : order) {
            if (each.target().equals(target)) {
                return false;
            }
        }
        return true;
    }

    private void chose(
            RoutePlanNode node,
            String strategy,
            List<RoutePlanNode> children,
            Supplier<String> why,
            @Nullable Routing way) {
        reasons.chose(node, children.getFirst(), why);
        all(strategy, children, why, way);
    }

    private void all(String strategy, List<RoutePlanNode> children, Supplier<String> why, @Nullable Routing way) {
        for (int index = 0; index < children.size(); index++) {
            add(children.get(index), Routing.via(way, strategy, index == 0 ? why : Routing.NEXT));
        }
    }

    private List<RoutePlanNode> drawn(List<Share> shares) {
        List<Share> left = new ArrayList<>(shares);
        List<RoutePlanNode> drawn = new ArrayList<>(left.size());
        while (!left.isEmpty()) {
            drawn.add(left.remove(at(left, random.nextLong(total(left)))).node());
        }
        return drawn;
    }

    private static long total(List<Share> shares) {
        return shares.stream().mapToLong(Share::weight).sum();
    }

    /** The share that a lot below the total falls to. */
    private static int at(List<Share> shares, long lot) {
        int at = 0;
        for (long left = lot; left >= shares.get(at).weight(); at++) {
            left -= shares.get(at).weight();
        }
        return at;
    }

    private List<RoutePlanNode> inTurn(RoundRobin turns) {
        List<RoutePlanNode> children = turns.children();
        int first = Math.floorMod(turns.turn().getAndIncrement(), children.size());
        List<RoutePlanNode> turned = new ArrayList<>(children.subList(first, children.size()));
        turned.addAll(children.subList(0, first));
        return turned;
    }

    /** The better of two that are drawn is first: always taking the best of all would send everybody there at once. */
    private void quickestFirst(LeastLatency quickest, @Nullable Routing way) {
        Ranking<Double> ranking = Ranking.of(quickest.children(), standing::expectedNanos);
        chose(
                quickest,
                "least-latency",
                ranking.betterOfTwo(random),
                () -> ranking.told(nanos -> "expected to begin after " + Math.round(nanos / NANOS_PER_MILLI) + " ms"),
                way);
    }

    private void idlestFirst(LeastBusy idlest, @Nullable Routing way) {
        Ranking<Integer> ranking = Ranking.of(idlest.children(), standing::onTheWay);
        Supplier<String> why = () -> ranking.told(count -> count + " requests on their way");
        chose(idlest, "least-busy", ranking.bestFirst(random), why, way);
    }

    /** Amounts of different currencies cannot be compared: whose price is in another than the first one's has none. */
    private void cheapestFirst(LowestCost cheapest, @Nullable Routing way) {
        String currency = cheapest.children().stream()
                .flatMap(Ranking::targets)
                .map(this::cost)
                .filter(Objects::nonNull)
                .map(Money::currency)
                .findFirst()
                .orElse("");
        Ranking<BigDecimal> ranking = Ranking.of(cheapest.children(), target -> {
            Money cost = cost(target);
            return cost != null && cost.currency().equals(currency) ? cost.amount() : null;
        });
        chose(
                cheapest,
                "lowest-cost",
                ranking.bestFirst(random),
                () -> ranking.told(amount -> amount.toPlainString() + " " + currency + " for a request like this"),
                way);
    }

    private @Nullable Money cost(Target target) {
        return standing.cost(target, request.traits().inputTokensEstimate());
    }

    /** One without a subject is drawn anew each time. */
    private void stickily(Experiment experiment, @Nullable Routing way) {
        List<Share> shares = experiment.children();
        String subject = request.subject(experiment.stickyBy(), experiment.header());
        if (subject == null) {
            Supplier<String> why = () -> "drawn by weight: the request names no subject";
            chose(experiment, "experiment", drawn(shares), why, way);
            return;
        }
        int first = at(shares, Subjects.lot(experiment.salt(), subject, total(shares)));
        List<RoutePlanNode> children = new ArrayList<>();
        shares.forEach(share -> children.add(share.node()));
        children.addFirst(children.remove(first));
        chose(experiment, "experiment", children, () -> "where its subject belongs", way);
    }

    private void canary(Canary canary, @Nullable Routing way) {
        boolean drawn = random.nextInt(100) < canary.percent();
        List<RoutePlanNode> children =
                drawn ? List.of(canary.canary(), canary.stable()) : List.of(canary.stable(), canary.canary());
        Supplier<String> why = drawn ? () -> "drawn for the canary" : () -> "not drawn for the canary";
        chose(canary, "canary", children, why, way);
    }

    /** Only the one child: what another case is for is not a substitute for it. */
    private void conditional(Conditional conditional, @Nullable Routing way) {
        for (RoutePlanNode.Case each : conditional.cases()) {
            if (request.meets(each.when())) {
                chose(conditional, "conditional", List.of(each.node()), () -> "its condition holds", way);
                return;
            }
        }
        List<RoutePlanNode> otherwise = List.of(conditional.otherwise());
        chose(conditional, "conditional", otherwise, () -> "no condition holds", way);
    }
}
