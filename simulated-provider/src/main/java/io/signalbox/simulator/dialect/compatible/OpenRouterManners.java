package io.signalbox.simulator.dialect.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.simulator.dialect.Json;
import io.signalbox.simulator.dialect.ProviderError;

/** OpenRouter: usage comes unasked and has what the answer cost, errors have numbers for codes, models have windows. */
final class OpenRouterManners implements Manners {
    @Override
    public String id() {
        return "openrouter";
    }

    @Override
    public String basePath() {
        return "/openrouter/api/v1";
    }

    @Override
    public boolean usageUnasked() {
        return true;
    }

    @Override
    public String thoughts() {
        return "reasoning";
    }

    @Override
    public void answer(ObjectNode answer) {
        answer.put("provider", "Simulated");
        if (answer.path("usage") instanceof ObjectNode usage) {
            usage.put("cost", 0.000123).put("is_byok", false);
        }
    }

    @Override
    public JsonNode list(ObjectNode openAi) {
        openAi.path("data")
                .forEach(row -> ((ObjectNode) row)
                        .put("name", "Simulated: " + row.path("id").asText())
                        .put("context_length", 200_000)
                        .remove("shutdown_date"));
        openAi.remove("object");
        return openAi;
    }

    @Override
    public JsonNode error(ProviderError error, String message, ObjectNode openAi) {
        ObjectNode body = Json.object();
        ObjectNode inner = body.putObject("error").put("code", error.status()).put("message", message);
        if (error == ProviderError.CONTENT_FILTER) {
            inner.putObject("metadata").putArray("reasons").add("simulated");
        }
        return body.put("user_id", "user_simulated");
    }
}
