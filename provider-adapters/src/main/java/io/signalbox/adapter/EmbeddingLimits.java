package io.signalbox.adapter;

/**
 * How much a provider embeds in one call. A caller may send more: the request then becomes several calls.
 *
 * @param inputsMax how many inputs; at least 1
 * @param tokensMax how many tokens all of them have together; at least 1
 */
public record EmbeddingLimits(int inputsMax, long tokensMax) {
    /** Of a provider that names none. */
    public static final EmbeddingLimits NONE = new EmbeddingLimits(Integer.MAX_VALUE, Long.MAX_VALUE);

    /** Of a provider that only counts inputs. */
    public static EmbeddingLimits ofInputs(int inputsMax) {
        return new EmbeddingLimits(inputsMax, NONE.tokensMax());
    }
}
