package io.signalbox.gateway.journal.file;

import io.signalbox.gateway.journal.frame.Frame;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads one segment frame by frame, through a buffer, so that a drain costs few system calls. */
final class SegmentReader {
    private static final int BUFFER_BYTES = 256 * 1024;

    private final Segment segment;
    private ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
    private long position;

    SegmentReader(Segment segment, long position) {
        this.segment = segment;
        this.position = position;
    }

    Segment segment() {
        return segment;
    }

    /** Where the next frame begins. */
    long position() {
        return position;
    }

    /** The same, as a place in the whole journal. */
    Position at() {
        return new Position(segment.number(), position);
    }

    /** The next frame; null at the end of what is written, or where what is there is no frame. */
    @Nullable
    Frame next() throws IOException {
        long left = segment.end() - position;
        if (left < Frame.PREFIX_BYTES || !filled(Frame.PREFIX_BYTES)) {
            return null;
        }
        int length = buffer.getInt(buffer.position());
        if (length <= 0 || length > Frame.LENGTH_MAX || left < Frame.PREFIX_BYTES + length) {
            return null;
        }
        if (!filled(Frame.PREFIX_BYTES + length)) {
            return null;
        }
        int checksum = buffer.getInt(buffer.position() + 4);
        byte[] content = new byte[length];
        buffer.get(buffer.position() + Frame.PREFIX_BYTES, content);
        Frame frame = Frame.decode(content, checksum);
        if (frame != null) {
            buffer.position(buffer.position() + Frame.PREFIX_BYTES + length);
            position += Frame.PREFIX_BYTES + length;
        }
        return frame;
    }

    /** Whether all that is written was read; when not, and {@link #next} says null, a frame is damaged. */
    boolean atEnd() {
        return position >= segment.end();
    }

    private boolean filled(int bytes) throws IOException {
        if (buffer.remaining() >= bytes) {
            return true;
        }
        if (bytes > buffer.capacity()) {
            buffer = ByteBuffer.allocate(bytes);
        }
        buffer.clear();
        buffer.limit((int) Math.min(buffer.capacity(), segment.end() - position));
        segment.read(buffer, position);
        buffer.flip();
        return buffer.remaining() >= bytes;
    }
}
