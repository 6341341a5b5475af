package io.signalbox.adapter;

import java.util.Locale;

/** The request and answer formats a caller or a provider may speak. */
public enum Dialect {
    OPENAI,
    ANTHROPIC,
    GEMINI,
    /** A format of a provider's own that no caller speaks: its adapter translates both ways. */
    OWN;

    /** As it stands in the usage record: {@code openai}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
