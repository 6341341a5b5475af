package io.signalbox.credential.apikey;

import io.signalbox.kit.identity.Secret;

/** The few leading characters by which people tell keys apart. Never more than a quarter of the key. */
final class KeyHint {
    private static final int CHARACTERS_MAX = 7;

    private KeyHint() {}

    static String of(Secret key) {
        String text = key.reveal();
        return text.substring(0, Math.min(CHARACTERS_MAX, text.length() / 4));
    }
}
