package io.signalbox.credential.asking;

import io.signalbox.kit.problem.Refusal;

/** Why a provider was not asked, or what it said against a key. */
public enum ProviderRefusal implements Refusal {
    KEY_REFUSED_BY_PROVIDER(
            Kind.UNPROCESSABLE,
            "The provider refused this key: %s",
            "Check the key at the provider and send it again; nothing was stored."),
    PROVIDER_NOT_REACHED(
            Kind.UNAVAILABLE,
            "The provider could not be asked whether the key is valid: %s",
            "Try again later; nothing was stored."),
    PROVIDER_ADDRESS_REFUSED(
            Kind.INVALID,
            "The address cannot be called: %s",
            "Give an address this installation may call; private networks are allowed by signalbox.egress.allow."),
    PROVIDER_UNKNOWN(
            Kind.INVALID,
            "There is no built-in provider '%1$s'.",
            "Use one of: %2$s; keys for providers of your own are given with POST /api/configurations."),
    ;

    private final Kind kind;
    private final String detail;
    private final String remedy;

    ProviderRefusal(Kind kind, String detail, String remedy) {
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
