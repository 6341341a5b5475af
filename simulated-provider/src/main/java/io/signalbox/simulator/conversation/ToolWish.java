package io.signalbox.simulator.conversation;

import org.jspecify.annotations.Nullable;

/** How the caller wants the offered tools used: whether, which one, and whether several at once. */
public record ToolWish(Mode mode, @Nullable String named, boolean parallel) {
    /** Free to call, not allowed to, or bound to. */
    public enum Mode {
        AUTO,
        NONE,
        REQUIRED
    }
}
