package io.signalbox.contracts.usage;

import java.util.Locale;

/**
 * The units the product itself reads from providers. The usage record's map is open, so a provider type can add more;
 * these are the ones code may name. Kinds never overlap: the total input is the sum of all input kinds.
 */
public enum Meter {
    INPUT_TOKENS,
    CACHED_INPUT_TOKENS,
    CACHE_WRITE_TOKENS,
    OUTPUT_TOKENS,
    REASONING_TOKENS,
    AUDIO_INPUT_TOKENS,
    AUDIO_OUTPUT_TOKENS,
    IMAGE_INPUT_TOKENS,
    IMAGE_OUTPUT_TOKENS,
    IMAGES,
    CHARACTERS,
    SECONDS,
    /** One query over a number of documents, as the providers that bill rerankers so cut them. */
    SEARCH_UNITS,
    REQUESTS;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** The key in the usage record and the price book: {@code input_tokens}. */
    public String wire() {
        return wire;
    }
}
