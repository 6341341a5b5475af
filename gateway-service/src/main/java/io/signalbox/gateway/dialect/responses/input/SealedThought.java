package io.signalbox.gateway.dialect.responses.input;

import org.jspecify.annotations.Nullable;

/**
 * A provider's signature of a thought in the place where this format has a thought's encrypted content. What a provider
 * of this format itself put there is another thing, and of no use to others.
 */
public final class SealedThought {
    private static final String MARK = "signalbox.";

    private SealedThought() {}

    /** As it stands there. */
    public static String of(String signature) {
        return MARK + signature;
    }

    /** Null when it is none. */
    static @Nullable String signature(@Nullable String encryptedContent) {
        return encryptedContent != null && encryptedContent.startsWith(MARK)
                ? encryptedContent.substring(MARK.length())
                : null;
    }
}
