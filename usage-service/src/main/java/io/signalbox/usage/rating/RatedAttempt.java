package io.signalbox.usage.rating;

import io.signalbox.contracts.Money;
import io.signalbox.pricing.PriceList;
import io.signalbox.pricing.Quantities;
import io.signalbox.pricing.Rated;
import io.signalbox.pricing.Rated.Line;
import io.signalbox.pricing.Rated.Priced;
import io.signalbox.pricing.Rated.Unpriced;
import io.signalbox.usage.ledger.Adjustment;
import io.signalbox.usage.ledger.Adjustment.Reason;
import io.signalbox.usage.ledger.Standing;
import io.signalbox.usage.ledger.Standing.Rating;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * An attempt as all its entries together leave it: what it used, and what it is said to cost so far. Rating it by a
 * list of prices yields the adjustments that bring it there; none when it stands there already, so rating twice is
 * rating once.
 *
 * @param lastEntryNo of its entries until now
 * @param costs the sum of its entries' costs per currency
 */
record RatedAttempt(
        PriceKey key,
        UUID requestId,
        int attempt,
        Quantities quantities,
        int lastEntryNo,
        Rating rating,
        Map<String, BigDecimal> costs) {

    List<Adjustment> adjustments(PriceList prices, Instant at) {
        Rated rated = prices.rate(quantities);
        return switch (rated) {
            case Priced priced -> adjustments(Rating.PRICED, differences(priced.cost()), priced.lines(), at);
            case Unpriced none -> adjustments(Rating.UNPRICED, differences(), List.of(), at);
        };
    }

    private List<Adjustment> adjustments(
            Rating next, Map<String, BigDecimal> differences, List<Line> lines, Instant at) {
        boolean same = next == rating && differences.values().stream().allMatch(cost -> cost.signum() == 0);
        List<Adjustment> adjustments = new ArrayList<>();
        if (!same) {
            Reason reason = rating == Rating.UNPRICED ? Reason.PRICE_ARRIVED : Reason.PRICE_CORRECTED;
            List<UUID> priceIds = lines.stream().map(Line::priceId).distinct().toList();
            differences.forEach((currency, cost) -> {
                int change = adjustments.isEmpty() ? unpricedChange(next) : 0;
                int entryNo = lastEntryNo + 1 + adjustments.size();
                Standing standing = new Standing(next, change, cost, currency, lines, priceIds, at);
                adjustments.add(new Adjustment(requestId, attempt, entryNo, reason, standing));
            });
        }
        return adjustments;
    }

    private int unpricedChange(Rating next) {
        return (next == Rating.UNPRICED ? 1 : 0) - (rating == Rating.UNPRICED ? 1 : 0);
    }

    /** What has to be added per currency; a change of currency takes back the whole of the old one. */
    private Map<String, BigDecimal> differences(Money target) {
        Map<String, BigDecimal> differences = differences();
        differences.merge(target.currency(), target.amount(), BigDecimal::add);
        if (differences.size() > 1) {
            differences.values().removeIf(cost -> cost.signum() == 0);
        }
        return differences.isEmpty() ? new TreeMap<>(Map.of(target.currency(), BigDecimal.ZERO)) : differences;
    }

    private Map<String, BigDecimal> differences() {
        Map<String, BigDecimal> differences = new TreeMap<>();
        costs.forEach((currency, cost) -> differences.put(currency, cost.negate()));
        return differences;
    }
}
