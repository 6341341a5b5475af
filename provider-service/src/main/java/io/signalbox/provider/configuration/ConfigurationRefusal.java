package io.signalbox.provider.configuration;

import io.signalbox.kit.problem.Refusal;

/** Every reason to refuse something about configurations. */
public enum ConfigurationRefusal implements Refusal {
    NAME_TAKEN(Kind.CONFLICT, "A configuration is called '%s' already.", "Choose another name, or change that one."),
    NAME_INVALID(
            Kind.INVALID,
            "'%s' is no name for a configuration.",
            "Use 1 to 100 letters, digits, '-', '_' or '.': it becomes part of 'name/model'."),
    TYPE_CHANGED(Kind.INVALID, "A configuration keeps its provider.", "Make a new one for '%s'."),
    KEY_MISSING(Kind.INVALID, "'%s' is not called without a key.", "Send 'apiKey'."),
    KEY_NOT_WANTED(Kind.INVALID, "'apiKey' is write-only and changed by rotate-key.", "POST to rotate-key."),
    KEYS_TOO_MANY(Kind.CONFLICT, "A configuration has at most %s keys.", "Remove one, or make a second configuration."),
    KEY_NAME_TAKEN(Kind.CONFLICT, "The configuration has a key called '%s' already.", "Choose another name."),
    KEY_NAME_INVALID(Kind.INVALID, "'%s' is no name for a key.", "Use 1 to 100 letters, digits, '-', '_' or '.'."),
    KEY_IS_FIRST(Kind.CONFLICT, "This is the configuration's own key.", "Replace it by POST to rotate-key."),
    BASE_URL_MISSING(Kind.INVALID, "'%s' has no address of its own.", "Send 'baseUrl'."),
    BASE_URL_INVALID(Kind.INVALID, "'%s' is no address that may be called: %s.", "Send another base URL."),
    SETTING_INVALID(Kind.INVALID, "%s", "See GET /api/providers/%2$s/schema."),
    CREDENTIAL_REFUSED(Kind.INVALID, "The provider refuses this key: %s", "Check the key and the base URL."),
    IN_USE(Kind.CONFLICT, "The routes %s use this configuration.", "Take it out of them first.");

    private final Kind kind;
    private final String detail;
    private final String remedy;

    ConfigurationRefusal(Kind kind, String detail, String remedy) {
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
