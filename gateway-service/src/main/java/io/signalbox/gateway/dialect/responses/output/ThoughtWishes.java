package io.signalbox.gateway.dialect.responses.output;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How a caller wants thoughts told.
 *
 * @param summarised as a summary; else as what they are
 * @param encrypted with what their provider wants back of them
 */
record ThoughtWishes(boolean summarised, boolean encrypted) {
    private static final String ENCRYPTED = "reasoning.encrypted_content";

    static ThoughtWishes of(JsonNode request) {
        boolean encrypted = false;
        for (JsonNode each : request.path("include")) {
            encrypted |= each.asText("").equals(ENCRYPTED);
        }
        return new ThoughtWishes(request.path("reasoning").hasNonNull("summary"), encrypted);
    }
}
