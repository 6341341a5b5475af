package io.signalbox.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** What a model is for. */
public enum ModelType {
    LLM,
    EMBEDDING,
    RERANK,
    TTS,
    SPEECH_TO_TEXT,
    IMAGE,
    MODERATION;

    /** As it stands in JSON: {@code llm}, {@code speech_to_text}. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads either spelling; refuses what is not a model type by naming those that are. */
    @JsonCreator
    public static ModelType of(String text) {
        return Arrays.stream(values())
                .filter(type -> type.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is none of "
                        + Arrays.stream(values()).map(ModelType::wire).toList()));
    }
}
