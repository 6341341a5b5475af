package io.signalbox.adapter.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.Usage;
import io.signalbox.contracts.usage.Meter;
import org.jspecify.annotations.Nullable;

/**
 * Usage along one answer (UsageMetadata in ai.google.dev/api/generate-content). The prompt includes what was cached and
 * leaves out what tools added to it; thoughts are counted beside the candidates, not in them; sound is part of its side
 * and costs more. In a stream every event reports the sum so far, so the last report stands alone.
 */
final class GeminiUsage {
    private @Nullable Usage reported;

    /** Takes over a report; one without a count tells nothing. */
    void update(JsonNode metadata) {
        if (metadata.path("promptTokenCount").isNumber()
                || metadata.path("totalTokenCount").isNumber()) {
            reported = read(metadata);
        }
    }

    /** What was reported last; null when nothing was. */
    @Nullable
    Usage toUsage() {
        return reported;
    }

    /** What was reported last, or nothing used. */
    Usage orNone() {
        return reported == null ? Usage.NONE : reported;
    }

    private static Usage read(JsonNode metadata) {
        long prompt = count(metadata.path("promptTokenCount"));
        long cached = Math.min(count(metadata.path("cachedContentTokenCount")), prompt);
        long heard = audio(metadata.path("promptTokensDetails")) - audio(metadata.path("cacheTokensDetails"));
        long audioInput = Math.max(0, Math.min(heard, prompt - cached));
        long output = count(metadata.path("candidatesTokenCount"));
        long audioOutput = Math.min(audio(metadata.path("candidatesTokensDetails")), output);
        return new Usage.Builder()
                .tier(metadata.path("serviceTier").textValue())
                .add(Meter.CACHED_INPUT_TOKENS, cached)
                .add(Meter.AUDIO_INPUT_TOKENS, audioInput)
                .add(Meter.INPUT_TOKENS, prompt - cached - audioInput)
                .add(Meter.INPUT_TOKENS, count(metadata.path("toolUsePromptTokenCount")))
                .add(Meter.AUDIO_OUTPUT_TOKENS, audioOutput)
                .add(Meter.OUTPUT_TOKENS, output - audioOutput)
                .add(Meter.REASONING_TOKENS, count(metadata.path("thoughtsTokenCount")))
                .build();
    }

    private static long audio(JsonNode details) {
        long tokens = 0;
        for (JsonNode detail : details) {
            tokens += detail.path("modality").asText("").equals("AUDIO") ? count(detail.path("tokenCount")) : 0;
        }
        return tokens;
    }

    private static long count(JsonNode node) {
        return node.isNumber() && node.canConvertToLong() ? Math.max(0, node.longValue()) : 0;
    }
}
