package io.signalbox.catalog.pricebook;

import io.signalbox.contracts.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one unit of one meter costs, for whom and from when.
 *
 * @param configurationId set when it holds for one configuration only
 * @param contextFrom lowest input token count it holds for
 * @param region empty where it holds everywhere
 */
public record PriceTerms(
        String provider,
        @Nullable UUID configurationId,
        String model,
        String meter,
        long contextFrom,
        String tier,
        String region,
        Money perUnit,
        Instant effectiveFrom) {
    /** The tier of whoever sells only one. */
    public static final String STANDARD_TIER = "standard";
}
