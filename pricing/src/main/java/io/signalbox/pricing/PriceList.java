package io.signalbox.pricing;

import static java.util.Comparator.comparing;

import io.signalbox.contracts.Money;
import io.signalbox.contracts.usage.Meter;
import io.signalbox.pricing.Rated.Line;
import io.signalbox.pricing.Rated.Priced;
import io.signalbox.pricing.Rated.Unpriced;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every price entry that may hold for one model of one configuration; immutable. This is the one place where a price is
 * applied: the gateway shows what it says, the ledger decides by it.
 *
 * <p>Of the entries for a meter the winner is found in this order: who set it, the exact region before "everywhere", the
 * highest context band reached, the latest {@code effectiveFrom} not after the attempt, the latest {@code setAt} (a
 * correction). Two kinds fall back to a parent kind's price when they have none of their own, because every provider
 * that reports them bills them so: cached input as input, reasoning as output. Nothing else falls back: an unknown price
 * is better than a wrong one.
 */
public final class PriceList {
    private static final Map<String, String> PARENT_METER = Map.of(
            Meter.CACHED_INPUT_TOKENS.wire(), Meter.INPUT_TOKENS.wire(),
            Meter.REASONING_TOKENS.wire(), Meter.OUTPUT_TOKENS.wire());

    private static final Set<String> INPUT_METERS = Set.of(
            Meter.INPUT_TOKENS.wire(),
            Meter.CACHED_INPUT_TOKENS.wire(),
            Meter.CACHE_WRITE_TOKENS.wire(),
            Meter.AUDIO_INPUT_TOKENS.wire(),
            Meter.IMAGE_INPUT_TOKENS.wire());

    private static final Comparator<PriceEntry> WEAKEST_FIRST = comparing(PriceEntry::precedence)
            .thenComparing(entry -> !entry.region().isEmpty())
            .thenComparingLong(PriceEntry::contextFrom)
            .thenComparing(PriceEntry::effectiveFrom)
            .thenComparing(PriceEntry::setAt)
            .thenComparing(PriceEntry::id);

    /** No prices at all. */
    public static final PriceList EMPTY = new PriceList(List.of());

    private final Map<String, List<PriceEntry>> byMeter;

    private PriceList(Collection<PriceEntry> entries) {
        Map<String, List<PriceEntry>> sorted = new HashMap<>();
        entries.stream()
                .sorted(WEAKEST_FIRST.reversed())
                .forEach(entry -> sorted.computeIfAbsent(entry.meter(), meter -> new ArrayList<>())
                        .add(entry));
        this.byMeter = Map.copyOf(sorted);
    }

    /** A list of these entries; their order does not matter. */
    public static PriceList of(Collection<PriceEntry> entries) {
        return entries.isEmpty() ? EMPTY : new PriceList(entries);
    }

    /**
     * What these quantities cost. Using nothing costs nothing, priced or not. Called once for every request and every
     * ledger entry, so it makes nothing it does not return.
     */
    public Rated rate(Quantities quantities) {
        Map<String, BigDecimal> used = quantities.meters();
        BigDecimal input = inputTokens(used);
        String[] meters = used.keySet().toArray(String[]::new);
        Arrays.sort(meters);
        List<Line> lines = new ArrayList<>(meters.length);
        List<String> missing = List.of();
        for (String meter : meters) {
            BigDecimal quantity = used.getOrDefault(meter, BigDecimal.ZERO);
            if (quantity.signum() != 0) {
                PriceEntry entry = entryFor(meter, quantities, input);
                if (entry == null) {
                    missing = with(missing, meter);
                } else {
                    lines.add(line(meter, quantity, entry));
                }
            }
        }
        if (hasMixedCurrencies(lines)) {
            for (Line line : lines) {
                missing = with(missing, line.meter());
            }
        }
        return missing.isEmpty() ? new Priced(sum(lines), List.copyOf(lines)) : new Unpriced(List.copyOf(missing));
    }

    private static List<String> with(List<String> names, String name) {
        List<String> more = new ArrayList<>(names);
        more.add(name);
        return more;
    }

    private static boolean hasMixedCurrencies(List<Line> lines) {
        for (Line line : lines) {
            if (!line.perUnit().currency().equals(lines.getFirst().perUnit().currency())) {
                return true;
            }
        }
        return false;
    }

    private @Nullable PriceEntry entryFor(String meter, Quantities quantities, BigDecimal input) {
        for (PriceEntry entry : byMeter.getOrDefault(meter, List.of())) {
            if (holds(entry, quantities, input)) {
                return entry;
            }
        }
        String parent = PARENT_METER.get(meter);
        return parent == null ? null : entryFor(parent, quantities, input);
    }

    private static boolean holds(PriceEntry entry, Quantities quantities, BigDecimal input) {
        return entry.tier().equals(quantities.tier())
                && (entry.region().isEmpty() || entry.region().equals(quantities.region()))
                && (entry.contextFrom() == 0
                        || BigDecimal.valueOf(entry.contextFrom()).compareTo(input) <= 0)
                && !entry.effectiveFrom().isAfter(quantities.at());
    }

    private static BigDecimal inputTokens(Map<String, BigDecimal> meters) {
        BigDecimal sum = BigDecimal.ZERO;
        for (String meter : INPUT_METERS) {
            BigDecimal quantity = meters.get(meter);
            sum = quantity == null ? sum : sum.add(quantity);
        }
        return sum;
    }

    private static Line line(String meter, BigDecimal quantity, PriceEntry entry) {
        return new Line(
                meter,
                quantity,
                entry.perUnit(),
                quantity.multiply(entry.perUnit().amount()),
                entry.id());
    }

    private static Money sum(List<Line> lines) {
        String currency = lines.isEmpty() ? "USD" : lines.getFirst().perUnit().currency();
        BigDecimal total = BigDecimal.ZERO;
        for (Line line : lines) {
            total = total.add(line.amount());
        }
        return new Money(plain(total), currency);
    }

    private static BigDecimal plain(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
