package io.signalbox.gateway.upstream;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts a stream of bytes into lines, each of which is an event without a name. Lines end in LF or CRLF; empty ones say
 * nothing. Holds at most one unfinished line, of at most a fixed size.
 */
public final class LineSplitter implements StreamSplitter {
    private static final int START_SIZE = 4096;

    private final int lineMax;
    private byte[] buffer = new byte[START_SIZE];
    private int end;
    /** Where the unfinished line begins. */
    private int lineStart;
    /** How far an end of it has been looked for. */
    private int scanned;

    public LineSplitter(int lineMax) {
        this.lineMax = lineMax;
    }

    @Override
    public boolean feed(ByteBuf bytes, Consumer<SseEvent> events) {
        int length = bytes.readableBytes();
        if (end + length > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(end + length, buffer.length * 2));
        }
        bytes.readBytes(buffer, end, length);
        end += length;
        while (scanned < end) {
            scanned++;
            if (buffer[scanned - 1] == '\n') {
                line(scanned - 1, events);
                lineStart = scanned;
            }
        }
        boolean fits = end - lineStart <= lineMax;
        System.arraycopy(buffer, lineStart, buffer, 0, end - lineStart);
        end -= lineStart;
        scanned -= lineStart;
        lineStart = 0;
        return fits;
    }

    @Override
    public void finish(Consumer<SseEvent> events) {
        line(end, events);
        lineStart = end;
    }

    private void line(int to, Consumer<SseEvent> events) {
        int length = to - lineStart;
        if (length > 0 && buffer[to - 1] == '\r') {
            length--;
        }
        if (length > 0) {
            events.accept(new SseEvent(null, buffer, lineStart, length, buffer, lineStart, length));
        }
    }
}
