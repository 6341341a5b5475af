package io.signalbox.pricing;

import io.signalbox.contracts.Money;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.catalog.CatalogEvent.PriceSet;
import java.time.Instant;
import java.util.UUID;

/**
 * One line of a price book, as {@link PriceSet} says it, with the weight of where it came from.
 *
 * @param precedence what wins when several hold: a configuration's own price over a tenant's over the platform's
 */
public record PriceEntry(
        UUID id,
        Precedence precedence,
        String meter,
        long contextFrom,
        String tier,
        String region,
        Money perUnit,
        Instant effectiveFrom,
        Instant setAt) {

    /** Who set a price; later constants win over earlier ones. */
    public enum Precedence {
        PLATFORM,
        TENANT,
        CONFIGURATION
    }

    /** The entry that event means. */
    public static PriceEntry of(PriceSet price) {
        Precedence precedence = price.configurationId() != null
                ? Precedence.CONFIGURATION
                : price.tenant().equals(TenantId.PLATFORM) ? Precedence.PLATFORM : Precedence.TENANT;
        return new PriceEntry(
                price.priceId(),
                precedence,
                price.meter(),
                price.contextFrom(),
                price.tier(),
                price.region(),
                price.perUnit(),
                price.effectiveFrom(),
                price.setAt());
    }
}
