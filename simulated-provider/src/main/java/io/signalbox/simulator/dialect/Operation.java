package io.signalbox.simulator.dialect;

import java.util.Locale;

/** What a request wants from a provider. */
public enum Operation {
    CHAT,
    EMBEDDINGS,
    COUNT_TOKENS,
    RESPONSES,
    KEPT_RESPONSE,
    MODELS,
    MODEL,
    UNKNOWN;

    /** Whether it makes the provider work on a prompt; faults are meant for these unless a rule names another. */
    public boolean generates() {
        return converses() || this == EMBEDDINGS;
    }

    /** Whether what it makes is an answer in a conversation. */
    public boolean converses() {
        return this == CHAT || this == RESPONSES;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
