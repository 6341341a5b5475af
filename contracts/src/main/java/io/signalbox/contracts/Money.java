package io.signalbox.contracts;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;

/**
 * An exact amount in one currency. Amounts are never binary floating point and never rounded per request; JSON carries
 * them as plain strings because many readers turn JSON numbers into doubles.
 *
 * @param amount plain decimal, scale at most {@link #SCALE_MAX}
 * @param currency ISO 4217, three capital letters
 */
public record Money(
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount, String currency) {
    /** The scale of every money column: {@code NUMERIC(38,18)}. */
    public static final int SCALE_MAX = 18;

    private static final int CODE_LENGTH = 3;

    public Money {
        if (!isCode(currency)) {
            throw new IllegalArgumentException("currency is three capital letters (ISO 4217), not '" + currency + "'");
        }
        if (amount.scale() > SCALE_MAX) {
            throw new IllegalArgumentException("an amount has at most " + SCALE_MAX + " decimals");
        }
    }

    /** By hand: there is one for every request and every ledger entry. */
    private static boolean isCode(String currency) {
        boolean code = currency.length() == CODE_LENGTH;
        for (int at = 0; code && at < CODE_LENGTH; at++) {
            code = currency.charAt(at) >= 'A' && currency.charAt(at) <= 'Z';
        }
        return code;
    }

    /** An amount without the zeros a database column fills it up with. */
    public static Money plain(BigDecimal amount, String currency) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return new Money(stripped.scale() < 0 ? stripped.setScale(0) : stripped, currency);
    }

    /** An amount in US dollars, the currency of every public price list we import. */
    public static Money usd(String amount) {
        return new Money(new BigDecimal(amount), "USD");
    }
}
