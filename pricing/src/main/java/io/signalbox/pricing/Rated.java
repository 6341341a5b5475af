package io.signalbox.pricing;

import io.signalbox.contracts.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What rating came to. There is no third case: what cannot be priced has no cost, and never the cost zero. */
public sealed interface Rated {
    /**
     * An exact cost, not rounded.
     *
     * @param lines one per meter used, in the meters' alphabetical order
     */
    record Priced(Money cost, List<Line> lines) implements Rated {
        /** The price entries that were used, in the order of the lines. */
        public List<UUID> priceIds() {
            List<UUID> ids = new ArrayList<>(lines.size());
            for (Line line : lines) {
                if (!ids.contains(line.priceId())) {
                    ids.add(line.priceId());
                }
            }
            return List.copyOf(ids);
        }
    }

    /** Some meter had no price at that moment; rated again when the price arrives. */
    record Unpriced(List<String> metersWithoutPrice) implements Rated {}

    /** One meter's share of a cost. */
    record Line(String meter, BigDecimal quantity, Money perUnit, BigDecimal amount, UUID priceId) {}
}
