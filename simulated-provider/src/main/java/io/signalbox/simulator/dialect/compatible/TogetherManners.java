package io.signalbox.simulator.dialect.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Together: the list of models is a bare array with the kind of each, an answer that is done says {@code eos}. */
final class TogetherManners implements Manners {
    @Override
    public String id() {
        return "together";
    }

    @Override
    public String basePath() {
        return "/together/v1";
    }

    @Override
    public boolean usageUnasked() {
        return true;
    }

    @Override
    public void answer(ObjectNode answer) {
        if (answer.at("/choices/0/finish_reason").asText().equals("stop")) {
            ((ObjectNode) answer.at("/choices/0")).put("finish_reason", "eos");
        }
        if (answer.path("usage") instanceof ObjectNode usage) {
            usage.put(
                    "cached_tokens",
                    usage.at("/prompt_tokens_details/cached_tokens").asLong());
        }
    }

    @Override
    public JsonNode list(ObjectNode openAi) {
        openAi.path("data")
                .forEach(row -> ((ObjectNode) row)
                        .put("type", "chat")
                        .put("display_name", row.path("id").asText())
                        .put("context_length", 131_072)
                        .remove("shutdown_date"));
        return openAi.path("data");
    }
}
