package io.signalbox.gateway.upstream;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into server-sent events, however the network has cut it. Lines end in LF, CR or CRLF; several
 * data lines are one event; comments and fields of other names belong to no event's data. Holds at most one unfinished
 * event, of at most a fixed size.
 */
public final class SseSplitter implements StreamSplitter {
    private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EVENT = "event".getBytes(StandardCharsets.US_ASCII);
    private static final int START_SIZE = 4096;

    private final int eventMax;
    private byte[] buffer = new byte[START_SIZE];
    private int end;
    /** Where the unfinished event begins. */
    private int frameStart;
    /** How far lines have been looked for. */
    private int scanned;

    private int lineStart;
    private boolean afterCarriageReturn;

    private @Nullable String name;
    private int dataLines;
    private int dataOffset;
    private int dataLength;
    private @Nullable ByteArrayOutputStream joined;

    public SseSplitter(int eventMax) {
        this.eventMax = eventMax;
    }

    @Override
    public boolean feed(ByteBuf bytes, Consumer<SseEvent> events) {
        take(bytes);
        scan(events);
        boolean fits = end - frameStart <= eventMax;
        compact();
        return fits;
    }

    @Override
    public void finish(Consumer<SseEvent> events) {
        if (lineStart < end) {
            line(lineStart, end);
        }
        lineStart = end;
        dispatch(end, events);
    }

    private void take(ByteBuf bytes) {
        int length = bytes.readableBytes();
        if (end + length > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(end + length, buffer.length * 2));
        }
        bytes.readBytes(buffer, end, length);
        end += length;
    }

    private void scan(Consumer<SseEvent> events) {
        while (scanned < end) {
            byte at = buffer[scanned];
            scanned++;
            if (at == '\n' && afterCarriageReturn) {
                afterCarriageReturn = false;
                lineStart = scanned;
            } else if (at == '\n' || at == '\r') {
                afterCarriageReturn = at == '\r';
                endOfLine(scanned - 1, events);
            } else {
                afterCarriageReturn = false;
            }
        }
    }

    private void endOfLine(int lineEnd, Consumer<SseEvent> events) {
        boolean blank = lineEnd == lineStart;
        if (blank) {
            boolean newlineFollows = afterCarriageReturn && scanned < end && buffer[scanned] == '\n';
            if (newlineFollows) {
                scanned++;
                afterCarriageReturn = false;
            }
            dispatch(scanned, events);
        } else {
            line(lineStart, lineEnd);
        }
        lineStart = scanned;
    }

    private void line(int from, int to) {
        int colon = from;
        while (colon < to && buffer[colon] != ':') {
            colon++;
        }
        int value = colon < to ? colon + 1 : to;
        if (value < to && buffer[value] == ' ') {
            value++;
        }
        if (Arrays.equals(buffer, from, colon, DATA, 0, DATA.length)) {
            data(value, to - value);
        } else if (Arrays.equals(buffer, from, colon, EVENT, 0, EVENT.length)) {
            name = new String(buffer, value, to - value, StandardCharsets.UTF_8);
        }
    }

    private void data(int offset, int length) {
        dataLines++;
        if (dataLines == 1) {
            dataOffset = offset;
            dataLength = length;
            return;
        }
        if (joined == null) {
            joined = new ByteArrayOutputStream();
            joined.write(buffer, dataOffset, dataLength);
        }
        joined.write('\n');
        joined.write(buffer, offset, length);
    }

    private void dispatch(int frameEnd, Consumer<SseEvent> events) {
        if (dataLines > 0) {
            byte[] bytes = joined == null ? buffer : joined.toByteArray();
            int offset = joined == null ? dataOffset : 0;
            int length = joined == null ? dataLength : bytes.length;
            events.accept(new SseEvent(name, bytes, offset, length, buffer, frameStart, frameEnd - frameStart));
        }
        frameStart = frameEnd;
        name = null;
        dataLines = 0;
        joined = null;
    }

    /** Moves the unfinished event to the front; its first data line moves with it. */
    private void compact() {
        if (frameStart == 0) {
            return;
        }
        System.arraycopy(buffer, frameStart, buffer, 0, end - frameStart);
        end -= frameStart;
        scanned -= frameStart;
        lineStart -= frameStart;
        dataOffset -= frameStart;
        frameStart = 0;
    }
}
