package io.signalbox.catalog.model;

import io.signalbox.kit.problem.Refusal;

/** Every reason to refuse something about models. */
public enum ModelRefusal implements Refusal {
    MODEL_DECLARED_ALREADY(
            Kind.CONFLICT, "The model '%s' of this configuration is declared already.", "Change it with PATCH."),
    MODEL_NOT_DECLARED(
            Kind.CONFLICT,
            "%s is discovered, not declared: it is there as long as its provider lists it.",
            "Send PATCH with isActive false to take it out of use."),
    MODEL_IN_USE(Kind.CONFLICT, "In use: %s.", "Change those first."),
    MODEL_KEEPS_ITS_PLACE(
            Kind.INVALID, "A model keeps its %s.", "Declare another model, and delete this one if it is not needed.");

    private final Kind kind;
    private final String detail;
    private final String remedy;

    ModelRefusal(Kind kind, String detail, String remedy) {
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
