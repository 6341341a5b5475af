package io.signalbox.simulator.dialect.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.signalbox.simulator.dialect.Json;
import io.signalbox.simulator.dialect.ProviderError;
import java.util.Set;

/** SiliconFlow: thoughts are told, errors are flat with numbers, a wrong key is answered with nothing but a string. */
final class SiliconFlowManners implements Manners {
    @Override
    public String id() {
        return "siliconflow";
    }

    @Override
    public String basePath() {
        return "/siliconflow/v1";
    }

    @Override
    public int inputsMax() {
        return 32;
    }

    @Override
    public Set<String> refusedFields() {
        return Set.of("max_completion_tokens");
    }

    @Override
    public String thoughts() {
        return "reasoning_content";
    }

    @Override
    public JsonNode error(ProviderError error, String message, ObjectNode openAi) {
        if (error == ProviderError.UNAUTHORIZED) {
            return TextNode.valueOf("Invalid token");
        }
        return Json.object()
                .put("code", error == ProviderError.UNAVAILABLE ? 50_505 : 20_012)
                .put("message", message)
                .putNull("data");
    }
}
