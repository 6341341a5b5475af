package io.signalbox.pricing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/**
 * What one attempt used, and the circumstances a price may depend on.
 *
 * @param meters units by kind; kinds do not overlap
 * @param tier service tier; {@link #STANDARD} unless the provider sold another
 * @param region where it ran; empty when unknown
 * @param at when the attempt was opened: the moment whose price holds
 */
public record Quantities(Map<String, BigDecimal> meters, String tier, String region, Instant at) {
    /** The tier of a request that asked for nothing special. */
    public static final String STANDARD = "standard";
}
