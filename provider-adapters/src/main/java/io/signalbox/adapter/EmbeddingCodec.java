package io.signalbox.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Translates a request for embeddings, asked in no provider's words, to one provider's format and its answer back. */
public interface EmbeddingCodec {
    /**
     * What is to be embedded.
     *
     * @param texts in order; never empty
     * @param dimensions of each vector; null leaves it to the model
     * @param extra what the caller's format says besides, by its own names
     */
    record Texts(List<String> texts, @Nullable Long dimensions, Map<String, JsonNode> extra) {}

    /**
     * Vectors, in the order of the texts.
     *
     * @param vectors arrays of numbers
     * @param usage null where the provider reports none
     */
    record Vectors(List<JsonNode> vectors, @Nullable Usage usage) {}

    /** What this provider cannot do of it, in words for the caller; empty when it can do it all. */
    List<String> unsupported(Texts texts);

    /** The request body for {@code model}. */
    byte[] encode(Texts texts, String model);

    /**
     * A complete answer.
     *
     * @throws UnreadableAnswerException when it is not what the format promises
     */
    Vectors decode(byte[] body);
}
