package io.signalbox.catalog.known;

import io.signalbox.kit.problem.Refusal;

/** Every reason to refuse the name of a configuration or a provider. */
public enum KnownRefusal implements Refusal {
    CONFIGURATION_UNKNOWN(
            Kind.INVALID,
            "There is no configuration '%s'.",
            "Use the name or id of one of: %2$s; or make one with POST /api/configurations."),
    CONFIGURATION_AMBIGUOUS(
            Kind.INVALID, "'%s' has several configurations.", "Name one of them in 'configuration': %2$s."),
    PROVIDER_UNKNOWN(Kind.INVALID, "There is no provider '%s'.", "Use one of: %2$s.");

    private final Kind kind;
    private final String detail;
    private final String remedy;

    KnownRefusal(Kind kind, String detail, String remedy) {
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
