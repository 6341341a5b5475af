package io.signalbox.kit.tracing;

import org.jspecify.annotations.Nullable;

/**
 * The place in a trace that this thread works for, so that a command can say what caused it without every method in
 * between passing it on. Null for most: then nothing is said.
 */
public final class CurrentTrace {
    private static final ThreadLocal<@Nullable String> HEADER = new ThreadLocal<>();

    private CurrentTrace() {}

    /** As a {@code traceparent}. */
    public static @Nullable String header() {
        return HEADER.get();
    }

    /** Runs it as part of that trace. */
    public static void during(@Nullable String header, Runnable work) {
        String before = HEADER.get();
        set(header);
        try {
            work.run();
        } finally {
            set(before);
        }
    }

    static void set(@Nullable String header) {
        if (header == null) {
            HEADER.remove();
        } else {
            HEADER.set(header);
        }
    }
}
