package io.signalbox.adapter.wire;

import org.jspecify.annotations.Nullable;

/**
 * Whose signature a thought bears. Providers refuse signatures they did not make, and a conversation may go on at
 * another provider than it began: so all but the messages format, whose callers hold bare signatures already, put a
 * mark in front of theirs, and each takes back only its own.
 */
public final class ThoughtSignature {
    /** Stands in no base64 text, which signatures are. */
    private static final char END_OF_MARK = ':';

    private ThoughtSignature() {}

    /** The signature as it goes into a conversation. */
    public static String marked(String signer, String signature) {
        return signer + END_OF_MARK + signature;
    }

    /** The signature as that signer made it; null when it is somebody else's or none. */
    public static @Nullable String madeBy(String signer, @Nullable String marked) {
        String mark = signer + END_OF_MARK;
        return marked != null && marked.startsWith(mark) ? marked.substring(mark.length()) : null;
    }

    /** Whether nobody has signed: callers that need some signature are told an empty one. */
    public static boolean isNone(@Nullable String signature) {
        return signature == null || signature.isEmpty();
    }

    /** Whether it bears anybody's mark. */
    public static boolean isMarked(String signature) {
        return signature.indexOf(END_OF_MARK) >= 0;
    }
}
