package io.signalbox.usage.ledger;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.signalbox.pricing.Rated;
import io.signalbox.pricing.Rated.Line;
import io.signalbox.pricing.Rated.Priced;
import io.signalbox.pricing.Rated.Unpriced;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How an entry leaves its attempt: with a cost, or without one.
 *
 * @param unpricedChange 1 where the entry leaves the attempt without a price, -1 where it ends that, else 0
 * @param cost of an original the cost, absent without a price; of an adjustment the difference it makes
 * @param costLines what makes up the whole cost as it stands now
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Standing(
        Rating rating,
        int unpricedChange,
        @Nullable BigDecimal cost,
        @Nullable String currency,
        List<Line> costLines,
        List<UUID> priceIds,
        Instant ratedAt) {
    /** Whether an attempt has a cost. Without a price there is none, and never the cost zero. */
    public enum Rating {
        PRICED,
        UNPRICED
    }

    public Standing {
        ratedAt = ratedAt.truncatedTo(ChronoUnit.MICROS);
    }

    /** An attempt's first. */
    static Standing of(Rated rated, Instant at) {
        return switch (rated) {
            case Priced priced ->
                new Standing(
                        Rating.PRICED,
                        0,
                        priced.cost().amount(),
                        priced.cost().currency(),
                        priced.lines(),
                        priced.priceIds(),
                        at);
            case Unpriced none -> new Standing(Rating.UNPRICED, 1, null, null, List.of(), List.of(), at);
        };
    }
}
