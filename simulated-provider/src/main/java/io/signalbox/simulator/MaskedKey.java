package io.signalbox.simulator;

import org.jspecify.annotations.Nullable;

/** A key as it may be written down: enough to tell two apart, not enough to use one. */
final class MaskedKey {
    private static final int SHOWN_FROM = 16;

    private MaskedKey() {}

    static String of(@Nullable String key) {
        if (key == null || key.isEmpty()) {
            return "(none)";
        }
        return key.length() < SHOWN_FROM ? "***" : key.substring(0, 6) + "***" + key.substring(key.length() - 4);
    }
}
