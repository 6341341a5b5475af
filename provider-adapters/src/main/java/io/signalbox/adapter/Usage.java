package io.signalbox.adapter;

import io.signalbox.contracts.usage.Meter;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Units used, by kinds that do not overlap: each adapter knows what its provider includes in what.
 *
 * @param meters by {@link Meter#wire()} or a provider type's own meter; zero quantities are left out
 * @param tier the service tier the provider says it used; null when it does not say
 */
public record Usage(
        Map<String, BigDecimal> meters, @Nullable String tier) {
    /** Nothing used. */
    public static final Usage NONE = new Usage(Map.of(), null);

    /** How much of one kind was used; 0 when it was not reported. */
    public long count(Meter meter) {
        return meters.getOrDefault(meter.wire(), BigDecimal.ZERO).longValue();
    }

    /** Collects meters, leaving out zeros. */
    public static final class Builder {
        private final Map<String, BigDecimal> meters = new LinkedHashMap<>();
        private @Nullable String tier;

        /** Adds a quantity; zero or less adds nothing. */
        public Builder add(Meter meter, long quantity) {
            return add(meter.wire(), quantity);
        }

        /** Adds a quantity of a meter that only this provider has; zero or less adds nothing. */
        public Builder add(String meter, long quantity) {
            if (quantity > 0) {
                meters.merge(meter, BigDecimal.valueOf(quantity), BigDecimal::add);
            }
            return this;
        }

        /** Sets the tier the provider named. */
        public Builder tier(@Nullable String used) {
            this.tier = used;
            return this;
        }

        /** What was collected. */
        public Usage build() {
            return new Usage(Map.copyOf(meters), tier);
        }
    }
}
