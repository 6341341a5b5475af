package io.signalbox.catalog.pricebook;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A price as callers write it, per one, thousand or million units: whichever the provider's own list says, so that
 * nobody converts by hand.
 *
 * @param configuration name or id; the price then holds for that one only, and its provider need not be named
 */
record PriceRequest(
        @Nullable String provider,
        @Nullable String configuration,
        @Nullable String configurationId,
        @Nullable String model,
        @Nullable String meter,
        @Nullable Amount perUnit,
        @Nullable Amount perThousand,
        @Nullable Amount perMillion,
        @Nullable Long contextFrom,
        @Nullable String tier,
        @Nullable String region,
        @Nullable Instant effectiveFrom) {

    /** An amount not yet known to be exact; {@code USD} unless said otherwise. */
    record Amount(@Nullable BigDecimal amount, @Nullable String currency) {}

    /** Many at once: all are set, or none. */
    record Import(@Nullable List<PriceRequest> entries) {}
}
