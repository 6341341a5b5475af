package io.signalbox.catalog.pricebook;

import io.signalbox.catalog.pricebook.PriceRequest.Amount;
import io.signalbox.contracts.Money;
import io.signalbox.kit.problem.StandardRefusal;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The one place where a price per thousand or million becomes the price of one, exactly or not at all. */
public final class UnitPrice {
    /** A unit that costs more is a price of something else; it also keeps {@code NUMERIC(38,18)} from overflowing. */
    private static final BigDecimal MAX = new BigDecimal("1000000000");

    private record Given(String field, Amount amount, int places) {}

    private UnitPrice() {}

    /** The price of one unit, out of the one form given. */
    static Money of(String path, @Nullable Amount perUnit, @Nullable Amount perThousand, @Nullable Amount perMillion) {
        List<Given> given = Stream.of(
                        given("perUnit", perUnit, 0),
                        given("perThousand", perThousand, 3),
                        given("perMillion", perMillion, 6))
                .flatMap(List::stream)
                .toList();
        if (given.isEmpty()) {
            throw PriceRefusal.PRICE_MISSING.refusedAt(path + "perUnit");
        }
        if (given.size() > 1) {
            throw PriceRefusal.PRICE_AMBIGUOUS.refusedAt(path + given.getLast().field());
        }
        Given one = given.getFirst();
        return of(path + one.field(), one.amount(), one.places());
    }

    /** The price of one unit when {@code thousand} cost that many US dollars. */
    public static Money perThousand(String field, BigDecimal thousand) {
        return of(field, new Amount(thousand, null), 3);
    }

    private static Money of(String field, Amount given, int places) {
        if (given.amount() == null) {
            throw StandardRefusal.FIELD_MISSING.refusedAt(field + ".amount", "amount");
        }
        BigDecimal exact = given.amount().movePointLeft(places).stripTrailingZeros();
        if (exact.signum() < 0) {
            throw PriceRefusal.PRICE_NEGATIVE.refusedAt(field + ".amount");
        }
        if (exact.scale() > Money.SCALE_MAX) {
            throw PriceRefusal.PRICE_TOO_FINE.refusedAt(field + ".amount", given.amount(), Money.SCALE_MAX);
        }
        if (exact.compareTo(MAX) > 0) {
            throw PriceRefusal.PRICE_TOO_LARGE.refusedAt(field + ".amount", given.amount());
        }
        return new Money(exact.scale() < 0 ? exact.setScale(0) : exact, currency(field, given.currency()));
    }

    private static String currency(String field, @Nullable String code) {
        String wanted = code == null ? "USD" : code;
        if (Currency.getAvailableCurrencies().stream()
                .noneMatch(currency -> currency.getCurrencyCode().equals(wanted))) {
            throw PriceRefusal.CURRENCY_UNKNOWN.refusedAt(field + ".currency", wanted);
        }
        return wanted;
    }

    private static List<Given> given(String field, @Nullable Amount amount, int places) {
        return amount == null ? List.of() : List.of(new Given(field, amount, places));
    }
}
