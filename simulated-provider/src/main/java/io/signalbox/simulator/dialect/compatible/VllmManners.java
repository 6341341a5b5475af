package io.signalbox.simulator.dialect.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpHeaders;
import io.signalbox.simulator.dialect.ProviderError;
import org.jspecify.annotations.Nullable;

/** vLLM: works without a key, models have a length, errors have the name of a class and a number. */
final class VllmManners implements Manners {
    @Override
    public String id() {
        return "vllm";
    }

    @Override
    public String basePath() {
        return "/vllm/v1";
    }

    /** A server without keys; one is presented all the same, so that the operator can take it away. */
    @Override
    public String key(HttpHeaders headers, @Nullable String bearer) {
        return bearer == null ? "none" : bearer;
    }

    @Override
    public String thoughts() {
        return "reasoning";
    }

    @Override
    public void answer(ObjectNode answer) {
        if (answer.path("usage") instanceof ObjectNode usage) {
            usage.retain("prompt_tokens", "completion_tokens", "total_tokens");
        }
    }

    @Override
    public JsonNode list(ObjectNode openAi) {
        openAi.path("data")
                .forEach(row -> ((ObjectNode) row)
                        .put("root", row.path("id").asText())
                        .put("max_model_len", 32_768)
                        .put("owned_by", "vllm")
                        .putNull("parent")
                        .remove("shutdown_date"));
        return openAi;
    }

    @Override
    public JsonNode error(ProviderError error, String message, ObjectNode openAi) {
        ((ObjectNode) openAi.path("error"))
                .put("type", error == ProviderError.NOT_FOUND ? "NotFoundError" : "BadRequestError")
                .put("code", error.status());
        return openAi;
    }
}
