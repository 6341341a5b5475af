package io.signalbox.adapter.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.adapter.EmbeddingCodec;
import io.signalbox.adapter.UnreadableAnswerException;
import io.signalbox.adapter.wire.WireJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code /api/embed}: texts that are too long are refused and not cut off. */
record OllamaEmbeddings(OllamaOptions options) implements EmbeddingCodec {
    @Override
    public List<String> unsupported(Texts texts) {
        return texts.extra().keySet().stream()
                .filter(field -> !field.equals("user"))
                .map(field -> "'" + field + "' has no counterpart at this provider")
                .sorted()
                .toList();
    }

    @Override
    public byte[] encode(Texts texts, String model) {
        ObjectNode body =
                JsonNodeFactory.instance.objectNode().put("model", model).put("truncate", false);
        texts.texts().forEach(body.putArray("input")::add);
        if (texts.dimensions() != null) {
            body.put("dimensions", texts.dimensions());
        }
        options.put(body);
        return OllamaCodec.bytes(body);
    }

    @Override
    public Vectors decode(byte[] body) {
        try {
            JsonNode root = WireJson.tree(body);
            if (!root.path("embeddings").isArray()) {
                throw new UnreadableAnswerException("the answer has no embeddings");
            }
            List<JsonNode> vectors = new ArrayList<>();
            root.path("embeddings").forEach(vectors::add);
            return new Vectors(vectors, root.has("prompt_eval_count") ? OllamaStops.usage(root) : null);
        } catch (IOException notJson) {
            throw new UnreadableAnswerException("the answer is not whole JSON");
        }
    }
}
