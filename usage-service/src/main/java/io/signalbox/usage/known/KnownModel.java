package io.signalbox.usage.known;

import io.signalbox.contracts.ModelType;

/** A model some configuration offers. */
public record KnownModel(String id, ModelType type) {
    /** Whether providers count what it does in tokens. */
    public boolean usesTokens() {
        return switch (type) {
            case LLM, EMBEDDING, MODERATION -> true;
            case RERANK, TTS, SPEECH_TO_TEXT, IMAGE -> false;
        };
    }
}
