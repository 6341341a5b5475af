package io.signalbox.catalog.defaults;

import io.signalbox.kit.problem.Refusal;

/** Every reason to refuse a default model. */
public enum DefaultModelRefusal implements Refusal {
    MODEL_UNKNOWN(
            Kind.INVALID,
            "The configuration '%s' has no %s model '%s'.",
            "Use one of: %4$s; or declare it with POST /api/models."),
    MODEL_OF_ANOTHER_TYPE(Kind.INVALID, "'%s' is a model of type %s.", "Set it as the default of that type."),
    MODEL_TYPE_UNKNOWN(Kind.INVALID, "'%s' is no type of model.", "Use one of: %2$s.");

    private final Kind kind;
    private final String detail;
    private final String remedy;

    DefaultModelRefusal(Kind kind, String detail, String remedy) {
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
