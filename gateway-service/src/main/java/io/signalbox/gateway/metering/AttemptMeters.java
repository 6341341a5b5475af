package io.signalbox.gateway.metering;

import io.signalbox.adapter.Usage;
import io.signalbox.contracts.usage.Meter;
import io.signalbox.gateway.snapshot.Target;
import io.signalbox.pricing.Quantities;
import io.signalbox.pricing.Rated;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt used: what the provider reported, or else our estimate, which is always marked as one.
 *
 * @param tier the provider's service tier, {@code standard} for its ordinary one
 */
public record AttemptMeters(Map<String, BigDecimal> meters, String tier, boolean estimated) {
    private static final int CHARACTERS_PER_TOKEN = 4;

    /** How the names of all kinds of tokens end; of other units, none does. */
    private static final String TOKENS = "_tokens";

    private static final AttemptMeters NONE = new AttemptMeters(Map.of(), Quantities.STANDARD, false);

    /** Nothing was used, and that is certain. */
    public static AttemptMeters none() {
        return NONE;
    }

    /** What the provider reported. */
    public static AttemptMeters reported(Usage usage) {
        return new AttemptMeters(usage.meters(), tier(usage.tier()), false);
    }

    /** Tokens by rule of thumb: four characters each. */
    public static AttemptMeters estimated(long inputTokens, long contentCharacters) {
        Map<String, BigDecimal> meters = estimate(inputTokens, contentCharacters);
        return meters.isEmpty() ? NONE : new AttemptMeters(meters, Quantities.STANDARD, true);
    }

    /** So many of one meter. */
    public static AttemptMeters of(Meter meter, BigDecimal quantity, boolean estimated) {
        return quantity.signum() == 0
                ? NONE
                : new AttemptMeters(Map.of(meter.wire(), quantity), Quantities.STANDARD, estimated);
    }

    /** The same, as the map alone. */
    public static Map<String, BigDecimal> estimate(long inputTokens, long contentCharacters) {
        Map<String, BigDecimal> meters = HashMap.newHashMap(2);
        if (inputTokens > 0) {
            meters.put(Meter.INPUT_TOKENS.wire(), BigDecimal.valueOf(inputTokens));
        }
        if (contentCharacters > 0) {
            long tokens = (contentCharacters + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
            meters.put(Meter.OUTPUT_TOKENS.wire(), BigDecimal.valueOf(tokens));
        }
        return meters;
    }

    /** Tokens of every kind together. */
    public long tokens() {
        long tokens = 0;
        for (Map.Entry<String, BigDecimal> used : meters.entrySet()) {
            if (used.getKey().endsWith(TOKENS)) {
                tokens += used.getValue().longValue();
            }
        }
        return tokens;
    }

    /** What it costs as far as this gateway knows; the ledger decides. */
    public Rated rate(Target target, Instant openedAt) {
        return target.prices().rate(new Quantities(meters, tier, "", openedAt));
    }

    /** Providers call their ordinary tier by several names. */
    private static String tier(@Nullable String named) {
        return named == null || named.equals("default") || named.equals("auto") ? Quantities.STANDARD : named;
    }
}
