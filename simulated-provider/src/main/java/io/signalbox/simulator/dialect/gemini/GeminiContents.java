package io.signalbox.simulator.dialect.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.simulator.conversation.Words;
import io.signalbox.simulator.dialect.ProviderError;
import io.signalbox.simulator.dialect.ProviderErrorException;
import io.signalbox.simulator.dialect.Reading;

/** One content of a request: what it costs, and whether its function calls come back signed as they have to. */
final class GeminiContents {
    static final String SIGNATURE = "c2ltdWxhdGVkLXNpZ25hdHVyZQ==";

    /** What Google accepts for calls that were never signed. */
    private static final String UNSIGNED = "skip_thought_signature_validator";

    private GeminiContents() {}

    /** Words of texts, calls and results, and a fixed price for whatever is attached. */
    static long cost(JsonNode content) {
        long tokens = 0;
        for (JsonNode part : content.path("parts")) {
            if (part.has("text")) {
                tokens += Words.count(part.path("text").asText());
            } else if (part.has("functionCall")) {
                tokens += Words.count(part.path("functionCall").path("args").toString());
            } else if (part.has("functionResponse")) {
                tokens += Words.count(result(part.path("functionResponse")));
            } else {
                tokens += Words.PER_ATTACHMENT;
            }
        }
        return tokens;
    }

    /** What a function gave, or why it failed. */
    static String result(JsonNode functionResponse) {
        JsonNode response = functionResponse.path("response");
        JsonNode output = response.has("output") ? response.path("output") : response.path("error");
        return output.isTextual() ? output.asText() : response.toString();
    }

    /** The third generation refuses a first call without a signature, and every generation one it did not make. */
    static void check(JsonNode content, String model) {
        String role = content.path("role").asText("user");
        if (!role.equals("user") && !role.equals("model")) {
            throw invalid("Please use a valid role: user, model.");
        }
        boolean first = true;
        for (JsonNode part : content.path("parts")) {
            if (part.has("functionCall")) {
                signed(part, first && model.startsWith("gemini-3"));
                first = false;
            } else if (part.has("functionResponse")) {
                Reading.requiredText(part.path("functionResponse"), "name");
            }
        }
    }

    private static void signed(JsonNode part, boolean demanded) {
        String signature = part.path("thoughtSignature").asText("");
        if (signature.isEmpty() && demanded) {
            throw invalid("Function call is missing a thought_signature in functionCall parts.");
        }
        if (!signature.isEmpty() && !signature.equals(SIGNATURE) && !signature.equals(UNSIGNED)) {
            throw invalid("Corrupted thought signature.");
        }
    }

    private static ProviderErrorException invalid(String message) {
        return new ProviderErrorException(ProviderError.INVALID_REQUEST, message);
    }
}
