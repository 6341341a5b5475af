package io.signalbox.provider.type;

import io.signalbox.kit.problem.Refusal;

/** Every reason to refuse something about provider types. */
public enum TypeRefusal implements Refusal {
    TYPE_BUILT_IN(Kind.CONFLICT, "'%s' ships with the product.", "Define a type of your own under another name."),
    TYPE_IN_USE(Kind.CONFLICT, "'%s' is used by the configurations %s.", "Remove those first."),
    TYPE_UNKNOWN(Kind.INVALID, "There is no provider '%s'.", "Use one of: %2$s."),
    TYPE_NOT_FOUND(Kind.NOT_FOUND, "There is no provider '%s'.", "Use one of: %2$s."),
    ADAPTER_UNKNOWN(Kind.INVALID, "There is no adapter '%s'.", "Use one of: %2$s."),
    SETTING_INVALID(Kind.INVALID, "%s", "See GET /api/providers/%2$s/schema."),
    TYPE_NAME_TAKEN(Kind.CONFLICT, "'%s' is the name of a provider that is there already.", "Choose another name.");

    private final Kind kind;
    private final String detail;
    private final String remedy;

    TypeRefusal(Kind kind, String detail, String remedy) {
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
