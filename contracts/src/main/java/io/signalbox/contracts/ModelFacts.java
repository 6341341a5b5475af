package io.signalbox.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a model, in the catalogue's words. Null means unknown, which is not the same as none: a model
 * without a known context window is routed, one with a window of zero never is.
 *
 * @param contextWindow most tokens of input and output together
 * @param maxOutputTokens most tokens of output
 * @param features out of {@code tools, vision, streaming, json, reasoning, structured_output, continuation}
 */
public record ModelFacts(
        @Nullable String displayName,
        ModelType type,
        @Nullable Long contextWindow,
        @Nullable Long maxOutputTokens,
        List<String> inputModalities,
        List<String> outputModalities,
        List<String> features,
        boolean deprecated) {
    /** All that is known of a model whose provider tells only its id. */
    public static ModelFacts ofType(ModelType type) {
        return new ModelFacts(null, type, null, null, List.of(), List.of(), List.of(), false);
    }
}
