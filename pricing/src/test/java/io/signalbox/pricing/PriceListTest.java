package io.signalbox.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.contracts.Money;
import io.signalbox.pricing.PriceEntry.Precedence;
import io.signalbox.pricing.Rated.Priced;
import io.signalbox.pricing.Rated.Unpriced;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PriceListTest {
    private static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void input_and_output_are_priced_apart_and_exactly() {
        PriceList prices = PriceList.of(List.of(
                entry("input_tokens", "0.000000123").build(),
                entry("output_tokens", "0.00001").build()));

        Rated rated = prices.rate(used(JANUARY, Map.of("input_tokens", 7L, "output_tokens", 3L)));

        assertThat(cost(rated)).isEqualTo("0.000030861");
    }

    @Test
    void the_price_that_held_when_the_attempt_was_opened_is_applied() {
        PriceList prices = PriceList.of(List.of(
                entry("input_tokens", "1").build(),
                entry("input_tokens", "2").from(MARCH).build()));

        assertThat(cost(prices.rate(used(MARCH.minusNanos(1), Map.of("input_tokens", 1L)))))
                .isEqualTo("1");
        assertThat(cost(prices.rate(used(MARCH, Map.of("input_tokens", 1L))))).isEqualTo("2");
    }

    @Test
    void before_the_first_price_an_attempt_is_unpriced_and_never_free() {
        PriceList prices =
                PriceList.of(List.of(entry("input_tokens", "1").from(MARCH).build()));

        assertThat(prices.rate(used(JANUARY, Map.of("input_tokens", 1L))))
                .isEqualTo(new Unpriced(List.of("input_tokens")));
    }

    @Test
    void a_correction_with_the_same_effective_date_wins_by_being_set_later() {
        PriceList prices = PriceList.of(List.of(
                entry("input_tokens", "2").setAt(MARCH).build(),
                entry("input_tokens", "1").build()));

        assertThat(cost(prices.rate(used(MARCH, Map.of("input_tokens", 1L))))).isEqualTo("2");
    }

    @Test
    void a_configurations_price_wins_over_a_tenants_and_that_over_the_platforms() {
        PriceEntry platform = entry("input_tokens", "3").from(MARCH).build();
        PriceEntry tenant = entry("input_tokens", "2").by(Precedence.TENANT).build();
        PriceEntry own = entry("input_tokens", "1").by(Precedence.CONFIGURATION).build();

        assertThat(cost(PriceList.of(List.of(platform, tenant)).rate(used(MARCH, Map.of("input_tokens", 1L)))))
                .isEqualTo("2");
        assertThat(cost(PriceList.of(List.of(platform, tenant, own)).rate(used(MARCH, Map.of("input_tokens", 1L)))))
                .isEqualTo("1");
    }

    @Test
    void the_context_band_is_chosen_by_all_input_kinds_together() {
        PriceList prices = PriceList.of(List.of(
                entry("output_tokens", "1").build(),
                entry("output_tokens", "5").contextFrom(200).build(),
                entry("input_tokens", "0").build()));

        assertThat(cost(prices.rate(
                        used(MARCH, Map.of("input_tokens", 150L, "cached_input_tokens", 49L, "output_tokens", 1L)))))
                .isEqualTo("1");
        assertThat(cost(prices.rate(
                        used(MARCH, Map.of("input_tokens", 150L, "cached_input_tokens", 50L, "output_tokens", 1L)))))
                .isEqualTo("5");
    }

    @Test
    void cached_input_and_reasoning_fall_back_to_their_parents_and_nothing_else_does() {
        PriceList prices = PriceList.of(List.of(
                entry("input_tokens", "2").build(), entry("output_tokens", "3").build()));

        assertThat(cost(prices.rate(used(MARCH, Map.of("cached_input_tokens", 10L, "reasoning_tokens", 10L)))))
                .isEqualTo("50");
        assertThat(prices.rate(used(MARCH, Map.of("cache_write_tokens", 1L, "input_tokens", 1L))))
                .isEqualTo(new Unpriced(List.of("cache_write_tokens")));
    }

    @Test
    void another_tier_is_not_sold_at_the_standard_price() {
        PriceList prices = PriceList.of(List.of(entry("input_tokens", "1").build()));

        Rated rated = prices.rate(new Quantities(Map.of("input_tokens", BigDecimal.ONE), "priority", "", MARCH));

        assertThat(rated).isEqualTo(new Unpriced(List.of("input_tokens")));
    }

    @Test
    void using_nothing_costs_nothing_even_without_prices() {
        assertThat(cost(PriceList.EMPTY.rate(used(MARCH, Map.of("input_tokens", 0L)))))
                .isEqualTo("0");
    }

    @Test
    void prices_in_two_currencies_are_not_added() {
        PriceList prices = PriceList.of(List.of(
                entry("input_tokens", "1").build(),
                entry("output_tokens", "1").currency("EUR").build()));

        assertThat(prices.rate(used(MARCH, Map.of("input_tokens", 1L, "output_tokens", 1L))))
                .isInstanceOf(Unpriced.class);
    }

    @Test
    void an_amount_with_more_decimals_than_the_ledger_holds_is_refused() {
        assertThatThrownBy(() -> Money.usd("0.0000000000000000001")).hasMessageContaining("18 decimals");
    }

    @Property
    void a_cost_is_the_exact_sum_of_quantity_times_price_whatever_the_order_of_the_entries(
            @ForAll @LongRange(min = 0, max = 10_000_000) long input,
            @ForAll @LongRange(min = 0, max = 10_000_000) long output,
            @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long inputPrice,
            @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long outputPrice,
            @ForAll long seed) {
        List<PriceEntry> entries = new ArrayList<>(List.of(
                entry("input_tokens", BigDecimal.valueOf(inputPrice, 18).toPlainString())
                        .from(MARCH)
                        .build(),
                entry("input_tokens", "77").build(),
                entry("output_tokens", BigDecimal.valueOf(outputPrice, 18).toPlainString())
                        .build()));
        Collections.shuffle(entries, new Random(seed));

        Rated rated = PriceList.of(entries).rate(used(MARCH, Map.of("input_tokens", input, "output_tokens", output)));

        BigDecimal expected = BigDecimal.valueOf(inputPrice, 18)
                .multiply(BigDecimal.valueOf(input))
                .add(BigDecimal.valueOf(outputPrice, 18).multiply(BigDecimal.valueOf(output)));
        assertThat(((Priced) rated).cost().amount()).isEqualByComparingTo(expected);
    }

    private static String cost(Rated rated) {
        return ((Priced) rated).cost().amount().toPlainString();
    }

    private static Quantities used(Instant at, Map<String, Long> meters) {
        Map<String, BigDecimal> exact = new java.util.HashMap<>();
        meters.forEach((meter, quantity) -> exact.put(meter, BigDecimal.valueOf(quantity)));
        return new Quantities(exact, Quantities.STANDARD, "", at);
    }

    private static Draft entry(String meter, String perUnit) {
        return new Draft(new PriceEntry(
                UUID.nameUUIDFromBytes((meter + perUnit).getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                Precedence.PLATFORM,
                meter,
                0,
                Quantities.STANDARD,
                "",
                Money.usd(perUnit),
                JANUARY,
                JANUARY));
    }

    private record Draft(PriceEntry build) {
        Draft from(Instant effective) {
            return new Draft(new PriceEntry(
                    build.id(),
                    build.precedence(),
                    build.meter(),
                    build.contextFrom(),
                    build.tier(),
                    build.region(),
                    build.perUnit(),
                    effective,
                    build.setAt()));
        }

        Draft setAt(Instant at) {
            return new Draft(new PriceEntry(
                    build.id(),
                    build.precedence(),
                    build.meter(),
                    build.contextFrom(),
                    build.tier(),
                    build.region(),
                    build.perUnit(),
                    build.effectiveFrom(),
                    at));
        }

        Draft by(Precedence precedence) {
            return new Draft(new PriceEntry(
                    build.id(),
                    precedence,
                    build.meter(),
                    build.contextFrom(),
                    build.tier(),
                    build.region(),
                    build.perUnit(),
                    build.effectiveFrom(),
                    build.setAt()));
        }

        Draft contextFrom(long tokens) {
            return new Draft(new PriceEntry(
                    build.id(),
                    build.precedence(),
                    build.meter(),
                    tokens,
                    build.tier(),
                    build.region(),
                    build.perUnit(),
                    build.effectiveFrom(),
                    build.setAt()));
        }

        Draft currency(String currency) {
            return new Draft(new PriceEntry(
                    build.id(),
                    build.precedence(),
                    build.meter(),
                    build.contextFrom(),
                    build.tier(),
                    build.region(),
                    new Money(build.perUnit().amount(), currency),
                    build.effectiveFrom(),
                    build.setAt()));
        }
    }
}
