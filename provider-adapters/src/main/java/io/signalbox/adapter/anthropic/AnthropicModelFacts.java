package io.signalbox.adapter.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.contracts.ModelFacts;
import io.signalbox.contracts.ModelType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A list entry in the catalogue's words. Every model of this format streams and calls tools. */
final class AnthropicModelFacts {
    /** Models that go on with an assistant's turn; later ones refuse it, and of those to come it is not expected. */
    private static final Pattern CONTINUES =
            Pattern.compile("claude-(3-.*|(opus|sonnet|haiku)-4(-[0-5])?(-20\\d{6})?)");

    private AnthropicModelFacts() {}

    static ModelFacts of(JsonNode entry) {
        JsonNode capabilities = entry.path("capabilities");
        List<String> inputs = new ArrayList<>(List.of("text"));
        List<String> features = new ArrayList<>(List.of("tools", "streaming"));
        if (supports(capabilities, "image_input")) {
            inputs.add("image");
            features.add("vision");
        }
        if (supports(capabilities, "pdf_input")) {
            inputs.add("file");
        }
        if (supports(capabilities, "structured_outputs")) {
            features.add("structured_output");
        }
        if (supports(capabilities, "thinking")) {
            features.add("reasoning");
        }
        if (CONTINUES.matcher(entry.path("id").asText("")).matches()) {
            features.add("continuation");
        }
        String name = entry.path("display_name").asText("");
        return new ModelFacts(
                name.isEmpty() ? null : name,
                ModelType.LLM,
                count(entry.path("max_input_tokens")),
                count(entry.path("max_tokens")),
                List.copyOf(inputs),
                List.of("text"),
                List.copyOf(features),
                false);
    }

    private static boolean supports(JsonNode capabilities, String name) {
        return capabilities.path(name).path("supported").asBoolean(false);
    }

    private static @Nullable Long count(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() && node.longValue() > 0 ? node.longValue() : null;
    }
}
