package io.signalbox.credential.sealing;

import io.signalbox.kit.problem.Refusal;

/** Why a key cannot be sealed or opened. */
public enum SealingRefusal implements Refusal {
    TENANT_KEY_DESTROYED(
            Kind.CONFLICT,
            "The tenant is closed and its encryption key is destroyed.",
            "Nothing can be sealed or opened for it any more; open a new tenant.");

    private final Kind kind;
    private final String detail;
    private final String remedy;

    SealingRefusal(Kind kind, String detail, String remedy) {
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
