package io.signalbox.simulator.dialect;

import java.util.Locale;

/** What a request wants from a provider. */
public enum Operation {
    CHAT,
    EMBEDDINGS,
    COUNT_TOKENS,
    COMPLETIONS,
    MODERATIONS,
    RERANK,
    IMAGES,
    SPEECH,
    TRANSCRIPTIONS,
    RESPONSES,
    KEPT_RESPONSE,
    MODELS,
    MODEL,
    UNKNOWN;

    /** Whether it makes the provider work on a prompt; faults are meant for these unless a rule names another. */
    public boolean generates() {
        return switch (this) {
            case CHAT, RESPONSES, EMBEDDINGS, COMPLETIONS, MODERATIONS, RERANK, IMAGES, SPEECH, TRANSCRIPTIONS -> true;
            case COUNT_TOKENS, KEPT_RESPONSE, MODELS, MODEL, UNKNOWN -> false;
        };
    }

    /** Whether what it makes is an answer in a conversation. */
    public boolean converses() {
        return this == CHAT || this == RESPONSES;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
