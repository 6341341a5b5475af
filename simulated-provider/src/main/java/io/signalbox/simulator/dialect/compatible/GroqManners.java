package io.signalbox.simulator.dialect.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.simulator.dialect.ProviderError;
import io.signalbox.simulator.dialect.ProviderErrorException;
import java.util.Set;

/** Groq: usage comes unasked and twice, thoughts are told as {@code reasoning}, and capacity ends with a status of its own. */
final class GroqManners implements Manners {
    @Override
    public String id() {
        return "groq";
    }

    @Override
    public String basePath() {
        return "/groq/openai/v1";
    }

    @Override
    public Set<String> refusedFields() {
        return Set.of("logprobs", "top_logprobs", "logit_bias");
    }

    @Override
    public void check(ObjectNode body) {
        if (body.path("n").asInt(1) != 1) {
            throw new ProviderErrorException(ProviderError.INVALID_REQUEST, "'n' : number must be at most 1");
        }
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
        ObjectNode own = answer.putObject("x_groq").put("id", "req_simulated");
        if (answer.path("usage") instanceof ObjectNode usage) {
            usage.put("queue_time", 0.01).put("total_time", 0.2);
            own.set("usage", usage.deepCopy());
        }
    }

    @Override
    public JsonNode list(ObjectNode openAi) {
        openAi.path("data")
                .forEach(row -> ((ObjectNode) row)
                        .put("active", true)
                        .put("context_window", 131_072)
                        .put("max_completion_tokens", 32_768)
                        .putNull("public_apps")
                        .remove("shutdown_date"));
        return openAi;
    }

    @Override
    public int status(ProviderError error) {
        return error == ProviderError.OVERLOADED ? 498 : error.status();
    }

    @Override
    public JsonNode error(ProviderError error, String message, ObjectNode openAi) {
        if (error == ProviderError.OVERLOADED) {
            ((ObjectNode) openAi.path("error")).put("code", "capacity_exceeded");
        }
        return openAi;
    }
}
