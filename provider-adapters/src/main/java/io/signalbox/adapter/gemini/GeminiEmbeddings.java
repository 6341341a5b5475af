package io.signalbox.adapter.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.adapter.EmbeddingCodec;
import io.signalbox.adapter.EmbeddingLimits;
import io.signalbox.adapter.UnreadableAnswerException;
import io.signalbox.adapter.wire.WireJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code batchEmbedContents} (ai.google.dev/api/embeddings): each text is a request of its own that names the model. No usage
 * is reported.
 */
final class GeminiEmbeddings implements EmbeddingCodec {
    /** Requests in one batch. */
    static final EmbeddingLimits LIMITS = EmbeddingLimits.ofInputs(100);

    @Override
    public List<String> unsupported(Texts texts) {
        List<String> named = new ArrayList<>();
        texts.extra().keySet().stream()
                .filter(field -> !field.equals("user"))
                .map(field -> "'" + field + "' has no counterpart at this provider")
                .sorted()
                .forEach(named::add);
        return List.copyOf(named);
    }

    @Override
    public byte[] encode(Texts texts, String model) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode requests = body.putArray("requests");
        for (String text : texts.texts()) {
            ObjectNode request = requests.addObject().put("model", new GeminiModelName(model).full());
            request.putObject("content").putArray("parts").addObject().put("text", text);
            if (texts.dimensions() != null) {
                request.put("outputDimensionality", texts.dimensions());
            }
        }
        try {
            return WireJson.mapper().writeValueAsBytes(body);
        } catch (IOException impossible) {
            throw new IllegalStateException("a tree could not be written", impossible);
        }
    }

    @Override
    public Vectors decode(byte[] body) {
        try {
            JsonNode embeddings = WireJson.tree(body).path("embeddings");
            if (!embeddings.isArray()) {
                throw new UnreadableAnswerException("the answer has no embeddings");
            }
            List<JsonNode> vectors = new ArrayList<>();
            embeddings.forEach(embedding -> vectors.add(embedding.path("values")));
            return new Vectors(vectors, null);
        } catch (IOException notJson) {
            throw new UnreadableAnswerException("the answer is not whole JSON");
        }
    }
}
