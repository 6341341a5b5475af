package io.signalbox.catalog.pricebook;

import io.signalbox.kit.problem.Refusal;

/** Every reason to refuse a price. */
public enum PriceRefusal implements Refusal {
    PRICE_MISSING(Kind.INVALID, "The price is missing.", "Send one of perUnit, perThousand, perMillion."),
    PRICE_AMBIGUOUS(
            Kind.INVALID, "The price is given more than once.", "Send one of perUnit, perThousand, perMillion."),
    PRICE_NEGATIVE(Kind.INVALID, "A price is not below zero.", "Send an amount of zero or more."),
    PRICE_TOO_FINE(
            Kind.INVALID,
            "%s has more than %s decimals for a single unit; rounding it would be a wrong price.",
            "Send an amount that is exact within the limit."),
    PRICE_TOO_LARGE(Kind.INVALID, "%s is more than any unit costs.", "Send the price of the unit you name."),
    CURRENCY_UNKNOWN(Kind.INVALID, "'%s' is no currency.", "Send an ISO 4217 code, for example USD."),
    METER_INVALID(Kind.INVALID, "'%s' is no meter.", "Use one of %2$s, or a name in lower case with underscores."),
    CONFIGURATION_OF_ANOTHER_PROVIDER(
            Kind.INVALID, "'%s' is a configuration of %s.", "Name that provider, or another configuration."),
    ENTRIES_TOO_MANY(Kind.INVALID, "An import has 1 to %s entries; this one has %s.", "Send it in parts.");

    private final Kind kind;
    private final String detail;
    private final String remedy;

    PriceRefusal(Kind kind, String detail, String remedy) {
        this.kind = kind;
        this.detail = detail;
        this.remedy = remedy;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String detail() {
        return detail;
    }

    @Override
    public String remedy() {
        return remedy;
    }
}
