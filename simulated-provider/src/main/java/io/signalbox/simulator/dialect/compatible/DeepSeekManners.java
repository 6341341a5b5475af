package io.signalbox.simulator.dialect.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.simulator.dialect.ProviderError;
import io.signalbox.simulator.dialect.ProviderErrorException;
import java.util.Set;

/**
 * DeepSeek: thoughts are told, and must come back with the calls of tools they led to. Cache hits are counted under a name of
 * their own, usage comes unasked, and JSON by a schema there is none.
 */
final class DeepSeekManners implements Manners {
    @Override
    public String id() {
        return "deepseek";
    }

    @Override
    public String basePath() {
        return "/deepseek";
    }

    @Override
    public Set<String> refusedFields() {
        return Set.of("n", "max_completion_tokens");
    }

    @Override
    public void check(ObjectNode body) {
        if (body.at("/response_format/type").asText().equals("json_schema")) {
            throw new ProviderErrorException(
                    ProviderError.INVALID_REQUEST, "This response_format type is unavailable now");
        }
        for (JsonNode message : body.path("messages")) {
            if (message.has("tool_calls") && !message.has("reasoning_content")) {
                throw new ProviderErrorException(
                        ProviderError.INVALID_REQUEST, "Missing `reasoning_content` field in the assistant message");
            }
        }
    }

    @Override
    public boolean usageUnasked() {
        return true;
    }

    @Override
    public String thoughts() {
        return "reasoning_content";
    }

    @Override
    public void answer(ObjectNode answer) {
        if (answer.path("usage") instanceof ObjectNode usage) {
            long cached = usage.at("/prompt_tokens_details/cached_tokens").asLong();
            usage.put("prompt_cache_hit_tokens", cached)
                    .put("prompt_cache_miss_tokens", usage.path("prompt_tokens").asLong() - cached)
                    .remove("prompt_tokens_details");
        }
    }

    @Override
    public JsonNode error(ProviderError error, String message, ObjectNode openAi) {
        if (error == ProviderError.PAYMENT_REQUIRED) {
            ((ObjectNode) openAi.path("error"))
                    .put("message", "Insufficient Balance")
                    .put("type", "unknown_error")
                    .put("code", "invalid_request_error");
        }
        return openAi;
    }
}
