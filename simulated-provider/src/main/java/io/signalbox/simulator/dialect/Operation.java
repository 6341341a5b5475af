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
    MODELS,
    MODEL,
    UNKNOWN;

    /** Whether it makes the provider work on a prompt; faults are meant for these unless a rule names another. */
    public boolean generates() {
        return switch (this) {
            case CHAT, EMBEDDINGS, COMPLETIONS, MODERATIONS, RERANK, IMAGES, SPEECH, TRANSCRIPTIONS -> true;
            case COUNT_TOKENS, MODELS, MODEL, UNKNOWN -> false;
        };
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
