package io.signalbox.simulator.conversation;

/** How fast an answer comes: the wait before its first byte, and before each piece of content. */
public record Pace(int firstMillis, int delayMillis) {
    public static final Pace AT_ONCE = new Pace(0, 0);
}
