package io.signalbox.gateway.dialect.openai;

import static io.signalbox.gateway.dialect.RequestTree.invalid;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.EmbeddingCodec;
import io.signalbox.adapter.EmbeddingCodec.Texts;
import io.signalbox.adapter.EmbeddingCodec.Vectors;
import io.signalbox.adapter.Usage;
import io.signalbox.gateway.conversation.CallerRequest.Translated;
import io.signalbox.gateway.conversation.OutgoingBody;
import io.signalbox.gateway.conversation.ReadyTarget;
import io.signalbox.gateway.conversation.StreamTranslation;
import io.signalbox.gateway.conversation.Translation;
import io.signalbox.gateway.conversation.WholeAnswer;
import io.signalbox.gateway.dialect.RequestTree;
import io.signalbox.gateway.dialect.WrittenJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Embeddings of a target that has a format of its own for them, asked for and told in OpenAI's. */
final class EmbeddingsCrossing implements Translation {
    private static final Set<String> PLACED = Set.of("model", "input", "dimensions", "encoding_format");

    private final ReadyTarget target;
    private final EmbeddingCodec codec;
    private final byte[] body;
    private final boolean base64;

    private EmbeddingsCrossing(ReadyTarget target, EmbeddingCodec codec, byte[] body, boolean base64) {
        this.target = target;
        this.codec = codec;
        this.body = body;
        this.base64 = base64;
    }

    /** The way to this target, if it can do what is asked for. */
    static Translated of(byte[] asked, ReadyTarget target) {
        EmbeddingCodec codec =
                target.call().adapter().embeddings(target.call().connection()).orElse(null);
        if (codec == null) {
            return new Translated.Unsupported(List.of("embeddings in the format of openai"));
        }
        JsonNode root = RequestTree.of(asked);
        if (root.path("input").path(0).isNumber() || root.path("input").path(0).isArray()) {
            return new Translated.Unsupported(
                    List.of("'input' as numbers of tokens has no counterpart at this provider"));
        }
        Texts texts = texts(root);
        List<String> unsupported = codec.unsupported(texts);
        return unsupported.isEmpty()
                ? new Translated.Possible(new EmbeddingsCrossing(
                        target, codec, codec.encode(texts, target.modelSent()), isBase64(root.path("encoding_format"))))
                : new Translated.Unsupported(unsupported);
    }

    private static Texts texts(JsonNode root) {
        List<String> texts = new ArrayList<>();
        if (root.path("input").isTextual()) {
            texts.add(root.path("input").textValue());
        }
        for (JsonNode text : root.path("input")) {
            if (!text.isTextual()) {
                throw invalid("input", "a text or a list of texts");
            }
            texts.add(text.textValue());
        }
        if (texts.isEmpty()) {
            throw invalid("input", "a text or a list of texts");
        }
        Map<String, JsonNode> extra = new HashMap<>();
        root.properties().forEach(field -> {
            if (!PLACED.contains(field.getKey()) && !field.getValue().isNull()) {
                extra.put(field.getKey(), field.getValue());
            }
        });
        return new Texts(texts, RequestTree.whole(root.path("dimensions"), "dimensions"), Map.copyOf(extra));
    }

    private static boolean isBase64(JsonNode format) {
        return switch (format.asText("float")) {
            case "base64" -> true;
            case "float", "null" -> false;
            default -> throw invalid("encoding_format", "float or base64");
        };
    }

    @Override
    public OutgoingBody body() {
        return OutgoingBody.of(body);
    }

    @Override
    public Map<String, String> headers() {
        return target.headers();
    }

    @Override
    public WholeAnswer whole(byte[] bytes, int length) {
        Vectors vectors = codec.decode(Arrays.copyOf(bytes, length));
        return new WholeAnswer(WrittenJson.body(json -> write(json, vectors)), null, vectors.usage(), null);
    }

    private void write(JsonGenerator json, Vectors vectors) throws IOException {
        json.writeStringField("object", "list");
        json.writeArrayFieldStart("data");
        for (int at = 0; at < vectors.vectors().size(); at++) {
            json.writeStartObject();
            json.writeStringField("object", "embedding");
            json.writeNumberField("index", at);
            json.writeFieldName("embedding");
            vector(json, vectors.vectors().get(at));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("model", target.target().model());
        json.writeObjectFieldStart("usage");
        long tokens = tokens(vectors.usage());
        json.writeNumberField("prompt_tokens", tokens);
        json.writeNumberField("total_tokens", tokens);
        json.writeEndObject();
    }

    private void vector(JsonGenerator json, JsonNode numbers) throws IOException {
        if (base64) {
            ByteBuffer bytes = ByteBuffer.allocate(numbers.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            numbers.forEach(number -> bytes.putFloat(number.floatValue()));
            json.writeBinary(bytes.array());
            return;
        }
        json.writeStartArray();
        for (JsonNode number : numbers) {
            json.writeNumber(number.decimalValue());
        }
        json.writeEndArray();
    }

    /** What is not reported is told as zero: the field has to be there. */
    private static long tokens(@Nullable Usage usage) {
        return usage == null
                ? 0
                : usage.meters().values().stream()
                        .mapToLong(BigDecimal::longValue)
                        .sum();
    }

    @Override
    public StreamTranslation stream() {
        throw new IllegalStateException("embeddings are never streamed");
    }
}
