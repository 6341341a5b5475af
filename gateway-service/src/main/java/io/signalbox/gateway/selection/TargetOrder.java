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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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
    public List<Target> of(RoutePlanNode root) {
        if (root instanceof Target single) {
            return single.available() ? List.of(single) : List.of();
        }
        Set<Target> order = new LinkedHashSet<>();
        add(root, order);
        return List.copyOf(order);
    }

    private void add(RoutePlanNode node, Set<Target> order) {
        switch (node) {
            case Target target -> {
                if (target.available()) {
                    order.add(target);
                }
            }
            case Priority priority -> all(priority.children(), order);
            case Weighted weighted -> {
                List<RoutePlanNode> drawn = drawn(weighted.children());
                reasons.chose(node, drawn.getFirst(), "drawn by weight");
                all(drawn, order);
            }
            case RoundRobin turns -> all(inTurn(turns), order);
            case LeastLatency quickest -> all(quickestFirst(quickest), order);
            case LeastBusy idlest -> all(idlestFirst(idlest), order);
            case LowestCost cheapest -> all(cheapestFirst(cheapest), order);
            case Experiment experiment -> all(stickily(experiment), order);
            case Canary canary -> canary(canary, order);
            case Conditional conditional -> conditional(conditional, order);
        }
    }

    private void all(List<RoutePlanNode> children, Set<Target> order) {
        children.forEach(child -> add(child, order));
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
        List<RoutePlanNode> order = new ArrayList<>(children.subList(first, children.size()));
        order.addAll(children.subList(0, first));
        reasons.chose(turns, order.getFirst(), "its turn");
        return order;
    }

    /** The better of two that are drawn is first: always taking the best of all would send everybody there at once. */
    private List<RoutePlanNode> quickestFirst(LeastLatency quickest) {
        Ranking<Double> ranking = Ranking.of(quickest.children(), standing::expectedNanos);
        List<RoutePlanNode> order = ranking.betterOfTwo(random);
        reasons.chose(
                quickest,
                order.getFirst(),
                () -> ranking.told(nanos -> "expected to begin after " + Math.round(nanos / NANOS_PER_MILLI) + " ms"));
        return order;
    }

    private List<RoutePlanNode> idlestFirst(LeastBusy idlest) {
        Ranking<Integer> ranking = Ranking.of(idlest.children(), standing::onTheWay);
        List<RoutePlanNode> order = ranking.bestFirst(random);
        reasons.chose(idlest, order.getFirst(), () -> ranking.told(count -> count + " requests on their way"));
        return order;
    }

    /** Amounts of different currencies cannot be compared: whose price is in another than the first one's has none. */
    private List<RoutePlanNode> cheapestFirst(LowestCost cheapest) {
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
        List<RoutePlanNode> order = ranking.bestFirst(random);
        reasons.chose(
                cheapest,
                order.getFirst(),
                () -> ranking.told(amount -> amount.toPlainString() + " " + currency + " for a request like this"));
        return order;
    }

    private @Nullable Money cost(Target target) {
        return standing.cost(target, request.traits().inputTokensEstimate());
    }

    /** One without a subject is drawn anew each time. */
    private List<RoutePlanNode> stickily(Experiment experiment) {
        List<Share> shares = experiment.children();
        String subject = request.subject(experiment.stickyBy(), experiment.header());
        if (subject == null) {
            List<RoutePlanNode> drawn = drawn(shares);
            reasons.chose(experiment, drawn.getFirst(), "drawn by weight: the request names no subject");
            return drawn;
        }
        int first = at(shares, Subjects.lot(experiment.salt(), subject, total(shares)));
        List<RoutePlanNode> order = new ArrayList<>();
        shares.forEach(share -> order.add(share.node()));
        order.addFirst(order.remove(first));
        reasons.chose(experiment, order.getFirst(), "where its subject belongs");
        return order;
    }

    private void canary(Canary canary, Set<Target> order) {
        boolean drawn = random.nextInt(100) < canary.percent();
        RoutePlanNode first = drawn ? canary.canary() : canary.stable();
        reasons.chose(canary, first, drawn ? "drawn for the canary" : "not drawn for the canary");
        add(first, order);
        add(drawn ? canary.stable() : canary.canary(), order);
    }

    /** Only the one child: what another case is for is not a substitute for it. */
    private void conditional(Conditional conditional, Set<Target> order) {
        for (RoutePlanNode.Case each : conditional.cases()) {
            if (request.meets(each.when())) {
                reasons.chose(conditional, each.node(), "its condition holds");
                add(each.node(), order);
                return;
            }
        }
        reasons.chose(conditional, conditional.otherwise(), "no condition holds");
        add(conditional.otherwise(), order);
    }
}
