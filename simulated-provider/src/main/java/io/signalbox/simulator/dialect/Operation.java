package io.signalbox.simulator.dialect;

import java.util.Locale;

/** What a request wants from a provider. */
public enum Operation {
    CHAT,
    EMBEDDINGS,
    COUNT_TOKENS,
    MODELS,
    MODEL,
    UNKNOWN;

    /** Whether it makes the provider work on a prompt; faults are meant for these unless a rule names another. */
    public boolean generates() {
        return this == CHAT || this == EMBEDDINGS;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
