package io.signalbox.adapter.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.adapter.EmbeddingCodec;
import io.signalbox.adapter.EmbeddingLimits;
import io.signalbox.adapter.UnreadableAnswerException;
import io.signalbox.adapter.Usage;
import io.signalbox.adapter.wire.WireJson;
import io.signalbox.contracts.usage.Meter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code /v2/embed}. What the vectors are for has to be said: {@code inputType} where the caller says nothing. */
record CohereEmbeddings(String inputType) implements EmbeddingCodec {
    /** Texts of one call (docs.cohere.com/reference/embed). */
    static final EmbeddingLimits LIMITS = EmbeddingLimits.ofInputs(96);

    private static final String INPUT_TYPE = "input_type";
    private static final Set<String> CARRIED = Set.of("user", INPUT_TYPE, "truncate");

    @Override
    public List<String> unsupported(Texts texts) {
        List<String> named = new ArrayList<>();
        texts.extra().keySet().stream()
                .filter(field -> !CARRIED.contains(field))
                .map(field -> "'" + field + "' has no counterpart at this provider")
                .sorted()
                .forEach(named::add);
        return List.copyOf(named);
    }

    @Override
    public byte[] encode(Texts texts, String model) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("model", model);
        texts.texts().forEach(body.putArray("texts")::add);
        body.putArray("embedding_types").add("float");
        JsonNode asked = texts.extra().get(INPUT_TYPE);
        body.put(INPUT_TYPE, asked == null ? inputType : asked.asText());
        if (texts.extra().containsKey("truncate")) {
            body.set("truncate", texts.extra().get("truncate"));
        }
        if (texts.dimensions() != null) {
            body.put("output_dimension", texts.dimensions());
        }
        return CohereCodec.bytes(body);
    }

    @Override
    public Vectors decode(byte[] body) {
        try {
            JsonNode root = WireJson.tree(body);
            JsonNode floats = root.at("/embeddings/float");
            if (!floats.isArray()) {
                throw new UnreadableAnswerException("the answer has no embeddings");
            }
            List<JsonNode> vectors = new ArrayList<>();
            floats.forEach(vectors::add);
            JsonNode billed = root.at("/meta/billed_units/input_tokens");
            return new Vectors(
                    vectors,
                    billed.isNumber()
                            ? new Usage.Builder()
                                    .add(Meter.INPUT_TOKENS, billed.asLong())
                                    .build()
                            : null);
        } catch (IOException notJson) {
            throw new UnreadableAnswerException("the answer is not whole JSON");
        }
    }
}
