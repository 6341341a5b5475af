package io.signalbox.gateway.attempt;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.signalbox.adapter.StreamSignal;
import io.signalbox.adapter.Usage;
import io.signalbox.gateway.conversation.PassedBytes;
import io.signalbox.gateway.conversation.StreamTranslation;
import io.signalbox.gateway.conversation.Translation;
import io.signalbox.gateway.upstream.SseEvent;
import io.signalbox.gateway.upstream.StreamSplitter;
import org.jspecify.annotations.Nullable;

/**
 * A streamed answer on its way through: cut into events, read, and what the caller gets of it held until it may be
 * released. Its buffer has one owner at any time: this, or whoever took it.
 */
final class StreamIntake {
    /** Hears what each event is. */
    interface Reader {
        void signal(StreamSignal signal);
    }

    private static final String UNNAMED_BYTES = "application/octet-stream";

    private final StreamSplitter splitter;
    private final StreamTranslation translation;
    private final int preambleMax;
    private final @Nullable String bytesType;
    private ByteBuf held = Unpooled.EMPTY_BUFFER;
    private boolean closed;

    private StreamIntake(StreamTranslation translation, int eventMax, int preambleMax, @Nullable String bytesType) {
        this.translation = translation;
        this.splitter = StreamSplitter.of(translation.framing(), eventMax);
        this.preambleMax = preambleMax;
        this.bytesType = bytesType;
    }

    /** For a success with these headers; null when it is one whole answer. */
    static @Nullable StreamIntake of(
            Translation translation, boolean streamed, HttpHeaders headers, AttemptLimits limits) {
        String type = headers.get(HttpHeaderNames.CONTENT_TYPE);
        int eventMax = translation.hasLargeEvents() ? limits.answerMax() : limits.eventMax();
        return switch (translation.answerShape(streamed, type)) {
            case WHOLE -> null;
            case EVENTS -> new StreamIntake(translation.stream(), eventMax, limits.preambleMax(), null);
            case BYTES ->
                new StreamIntake(
                        new PassedBytes(), eventMax, limits.preambleMax(), type == null ? UNNAMED_BYTES : type);
        };
    }

    /** What the caller is told the bytes are that pass unread; null for events. */
    @Nullable
    String bytesType() {
        return bytesType;
    }

    /** Reads what has arrived; false when an event is larger than allowed. */
    boolean feed(ByteBuf bytes, Reader reader) {
        if (bytesType != null) {
            pass(bytes, reader);
            return true;
        }
        return splitter.feed(bytes, event -> read(event, reader));
    }

    /** Holds the bytes as they are; what was held before is gone by then, because each piece is content. */
    private void pass(ByteBuf bytes, Reader reader) {
        if (!closed && bytes.isReadable()) {
            held = Unpooled.wrappedBuffer(held, bytes.readRetainedSlice(bytes.readableBytes()));
            reader.signal(StreamSignal.CONTENT);
        }
    }

    /** Reads what a stream that has ended left unfinished. */
    void finish(Reader reader) {
        int before = held.readableBytes();
        splitter.finish(event -> read(event, reader));
        if (held.readableBytes() > before) {
            held.writeByte('\n').writeByte('\n');
        }
        if (!closed && translation.complete()) {
            translation.end(room());
        }
    }

    private void read(SseEvent event, Reader reader) {
        if (!closed) {
            reader.signal(translation.read(event, room()));
        }
    }

    private ByteBuf room() {
        if (held.maxCapacity() == 0) {
            held = ByteBufAllocator.DEFAULT.buffer();
        }
        return held;
    }

    /** Whether more is held back before the first content than a provider has any reason to send. */
    boolean holdsTooMuch() {
        return held.readableBytes() > preambleMax;
    }

    boolean holds() {
        return held.isReadable();
    }

    /** What is held; the taker releases it. */
    ByteBuf take() {
        ByteBuf taken = held;
        held = Unpooled.EMPTY_BUFFER;
        return taken;
    }

    /** Reads no more. */
    void close() {
        closed = true;
    }

    /** Reads no more, and what is held is never released to anybody. */
    void drop() {
        close();
        take().release();
    }

    boolean complete() {
        return translation.complete();
    }

    @Nullable
    Usage usage() {
        return translation.usage();
    }

    @Nullable
    String model() {
        return translation.model();
    }

    long contentCharacters() {
        return translation.contentCharacters();
    }
}
