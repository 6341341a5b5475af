package io.signalbox.simulator.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.simulator.conversation.Words;

/** What all dialects read alike: required fields, and the text and cost of message contents. */
public final class Reading {
    private Reading() {}

    public static String requiredText(JsonNode body, String field) {
        JsonNode value = body.path(field);
        if (!value.isTextual() || value.asText().isEmpty()) {
            throw new ProviderErrorException(
                    ProviderError.INVALID_REQUEST, "Missing required parameter: '" + field + "'.");
        }
        return value.asText();
    }

    public static JsonNode requiredArray(JsonNode body, String field) {
        JsonNode value = body.path(field);
        if (!value.isArray() || value.isEmpty()) {
            throw new ProviderErrorException(
                    ProviderError.INVALID_REQUEST, "'" + field + "' must be an array with at least one element.");
        }
        return value;
    }

    /** The text of a content that is a string, or an array of parts of which some are text. */
    public static String text(JsonNode content) {
        if (content.isTextual()) {
            return content.asText();
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : content) {
            if (part.path("text").isTextual()) {
                text.append(text.isEmpty() ? "" : " ").append(part.path("text").asText());
            }
        }
        return text.toString();
    }

    /** Words of the text, and a fixed price for each part that is neither text nor a nested content. */
    public static long cost(JsonNode content) {
        if (content.isTextual()) {
            return Words.count(content.asText());
        }
        long tokens = 0;
        for (JsonNode part : content) {
            tokens += partCost(part);
        }
        return tokens;
    }

    private static long partCost(JsonNode part) {
        return switch (part.path("type").asText()) {
            case "text" -> Words.count(part.path("text").asText());
            case "tool_result" -> cost(part.path("content"));
            case "tool_use" -> Words.count(part.path("input").toString());
            case "thinking", "redacted_thinking" -> 0;
            default -> Words.PER_ATTACHMENT;
        };
    }
}
