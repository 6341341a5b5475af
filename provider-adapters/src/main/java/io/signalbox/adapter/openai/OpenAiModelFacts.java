package io.signalbox.adapter.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.contracts.ModelFacts;
import io.signalbox.contracts.ModelType;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a list entry tells in the catalogue's words. OpenAI itself tells an id and little else; compatible servers add
 * a window and limits under names that are alike, and those are read where they stand.
 */
final class OpenAiModelFacts {
    private static final List<String> WINDOW =
            List.of("context_window", "context_length", "max_model_len", "max_context_length");
    private static final List<String> OUTPUT_MAX = List.of("max_output_tokens", "max_completion_tokens");

    private static final List<String> HEARING = List.of("whisper", "transcribe", "sensevoice", "telespeech");
    private static final List<String> SPEAKING = List.of("tts", "cosyvoice", "fish-speech", "orpheus", "kokoro");
    private static final List<String> DRAWING =
            List.of("dall-e", "gpt-image", "stable-diffusion", "flux", "kolors", "qwen-image");

    private OpenAiModelFacts() {}

    static ModelFacts of(String id, JsonNode entry) {
        boolean ending = isTold(entry.path("shutdown_date")) || isTold(entry.path("deprecation"));
        boolean inactive =
                entry.path("active").isBoolean() && !entry.path("active").booleanValue();
        return new ModelFacts(
                text(entry, List.of("display_name", "name")),
                type(id, entry.path("type").asText("")),
                count(entry, WINDOW),
                count(entry, OUTPUT_MAX),
                List.of(),
                List.of(),
                List.of(),
                ending || inactive);
    }

    private static ModelType type(String id, String told) {
        return switch (told) {
            case "chat", "language", "code" -> ModelType.LLM;
            case "embedding" -> ModelType.EMBEDDING;
            case "rerank" -> ModelType.RERANK;
            case "image" -> ModelType.IMAGE;
            case "moderation" -> ModelType.MODERATION;
            case "transcribe" -> ModelType.SPEECH_TO_TEXT;
            case "audio" -> ModelType.TTS;
            default -> byName(id.toLowerCase(Locale.ROOT));
        };
    }

    private static ModelType byName(String id) {
        if (id.contains("rerank")) {
            return ModelType.RERANK;
        }
        if (id.contains("embed") || id.contains("bge-")) {
            return ModelType.EMBEDDING;
        }
        if (containsAny(id, HEARING)) {
            return ModelType.SPEECH_TO_TEXT;
        }
        if (containsAny(id, SPEAKING)) {
            return ModelType.TTS;
        }
        if (containsAny(id, DRAWING)) {
            return ModelType.IMAGE;
        }
        return id.contains("moderation") ? ModelType.MODERATION : ModelType.LLM;
    }

    private static boolean containsAny(String id, List<String> words) {
        return words.stream().anyMatch(id::contains);
    }

    private static boolean isTold(JsonNode node) {
        return node.isTextual() && !node.textValue().isBlank();
    }

    private static @Nullable String text(JsonNode entry, List<String> names) {
        for (String name : names) {
            if (isTold(entry.path(name))) {
                return entry.path(name).textValue();
            }
        }
        return null;
    }

    private static @Nullable Long count(JsonNode entry, List<String> names) {
        for (String name : names) {
            JsonNode value = entry.path(name);
            if (value.isIntegralNumber() && value.canConvertToLong() && value.longValue() > 0) {
                return value.longValue();
            }
        }
        return null;
    }
}
