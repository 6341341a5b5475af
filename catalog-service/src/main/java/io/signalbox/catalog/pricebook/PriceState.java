package io.signalbox.catalog.pricebook;

import io.signalbox.contracts.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A price as callers see it.
 *
 * @param setBy {@code platform} for a public price, {@code tenant} for the tenant's own, which wins
 */
public record PriceState(
        UUID id,
        String setBy,
        String provider,
        @Nullable UUID configurationId,
        String model,
        String meter,
        long contextFrom,
        String tier,
        String region,
        Money perUnit,
        Instant effectiveFrom,
        Instant setAt) {}
