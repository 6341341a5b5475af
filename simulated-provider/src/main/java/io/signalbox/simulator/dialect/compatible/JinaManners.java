package io.signalbox.simulator.dialect.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.simulator.dialect.Json;
import io.signalbox.simulator.dialect.ProviderError;
import io.signalbox.simulator.dialect.ProviderErrorException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Jina: embeddings, whose form is asked for by a name of its own and whose unknown fields are answered with 422; and
 * rankings.
 */
final class JinaManners implements Manners {
    private static final Set<String> KNOWN_PATHS = Set.of("/v1/embeddings", "/v1/rerank", "/v1/models");

    private static final Set<String> KNOWN =
            Set.of("model", "input", "task", "embedding_type", "dimensions", "normalized", "late_chunking", "truncate");

    @Override
    public String id() {
        return "jina";
    }

    @Override
    public String basePath() {
        return "/jina/v1";
    }

    @Override
    public int inputsMax() {
        return 512;
    }

    @Override
    public String asOpenAi(String path) {
        return KNOWN_PATHS.contains(path) ? path : "/";
    }

    @Override
    public ProviderError refusal() {
        return ProviderError.UNPROCESSABLE;
    }

    @Override
    public void check(ObjectNode body) {
        body.fieldNames().forEachRemaining(name -> {
            if (!KNOWN.contains(name)) {
                throw new ProviderErrorException(
                        ProviderError.UNPROCESSABLE, "Extra inputs are not permitted: " + name);
            }
        });
    }

    @Override
    public void asked(ObjectNode body) {
        @Nullable JsonNode type = body.remove("embedding_type");
        if (type != null) {
            body.set("encoding_format", type);
        }
    }

    @Override
    public JsonNode list(ObjectNode openAi) {
        openAi.path("data")
                .forEach(row -> ((ObjectNode) row)
                        .put("id", "jina-ai/" + row.path("id").asText())
                        .put("context_length", 32_768)
                        .remove("shutdown_date"));
        return openAi;
    }

    @Override
    public JsonNode error(ProviderError error, String message, ObjectNode openAi) {
        return Json.object().put("detail", message);
    }
}
