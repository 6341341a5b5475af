package io.signalbox.adapter.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.contracts.ModelFacts;
import io.signalbox.contracts.ModelType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A list entry in the catalogue's words. The list tells methods, limits and thinking; that models called Gemini see,
 * hear and call tools is told only in the documentation (ai.google.dev/gemini-api/docs/models), so it goes by the name.
 */
final class GeminiModelFacts {
    private static final List<String> TEXT = List.of("text");

    private GeminiModelFacts() {}

    static ModelFacts of(String id, JsonNode entry) {
        ModelType type = type(id.toLowerCase(Locale.ROOT), methods(entry));
        boolean gemini = id.startsWith("gemini-") && type != ModelType.EMBEDDING && type != ModelType.TTS;
        String name = entry.path("displayName").asText("");
        return new ModelFacts(
                name.isEmpty() ? null : name,
                type,
                count(entry.path("inputTokenLimit")),
                count(entry.path("outputTokenLimit")),
                gemini ? List.of("text", "image", "audio", "video", "file") : TEXT,
                outputs(type),
                features(type, gemini, entry.path("thinking").asBoolean(false)),
                false);
    }

    /** Images of any kind, moving ones too, are {@code IMAGE}; a model only for live talk is still a language model. */
    private static ModelType type(String id, Set<String> methods) {
        if (methods.contains("embedContent") || methods.contains("embedText")) {
            return ModelType.EMBEDDING;
        }
        if (id.contains("-tts")) {
            return ModelType.TTS;
        }
        boolean draws = methods.contains("predict") || methods.contains("predictLongRunning") || id.contains("-image");
        return draws ? ModelType.IMAGE : ModelType.LLM;
    }

    private static List<String> outputs(ModelType type) {
        return switch (type) {
            case TTS -> List.of("audio");
            case IMAGE -> List.of("image");
            case LLM -> TEXT;
            case EMBEDDING, RERANK, SPEECH_TO_TEXT, MODERATION -> List.of();
        };
    }

    private static List<String> features(ModelType type, boolean gemini, boolean thinking) {
        List<String> features = new ArrayList<>();
        if (type == ModelType.LLM) {
            features.add("streaming");
            if (gemini) {
                features.addAll(List.of("tools", "vision", "json", "structured_output"));
            }
            if (thinking) {
                features.add("reasoning");
            }
        }
        return List.copyOf(features);
    }

    private static Set<String> methods(JsonNode entry) {
        Set<String> methods = new HashSet<>();
        entry.path("supportedGenerationMethods").forEach(method -> methods.add(method.asText()));
        return methods;
    }

    private static @Nullable Long count(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() && node.longValue() > 0 ? node.longValue() : null;
    }
}
