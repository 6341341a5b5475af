package io.signalbox.gateway.upstream;

import org.jspecify.annotations.Nullable;

/**
 * One event of a stream, as a view into the splitter's buffer: valid only while it is being handled.
 *
 * @param name null where the event has none
 * @param bytes holds the event's data, several lines joined, from {@code offset}
 * @param frame holds the event as it came, from {@code frameOffset}, its blank line included
 */
public record SseEvent(
        @Nullable String name, byte[] bytes, int offset, int length, byte[] frame, int frameOffset, int frameLength) {}
