package io.signalbox.gateway.intake;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.signalbox.adapter.StreamSignal;
import io.signalbox.adapter.Usage;
import io.signalbox.gateway.conversation.PassedBytes;
import io.signalbox.gateway.conversation.Spoken;
import io.signalbox.gateway.conversation.StreamTranslation;
import io.signalbox.gateway.conversation.Translation;
import io.signalbox.gateway.upstream.SseEvent;
import io.signalbox.gateway.upstream.StreamSplitter;
import org.jspecify.annotations.Nullable;

/**
 * A streamed answer on its way through: cut into events, read, and what the caller gets of it held until it may be
 * released. Its buffer has one owner at any time: this, or whoever took it.
 */
public final class StreamIntake {
    /** Hears what each event is. */
    public interface Reader {
        void signal(StreamSignal signal);
    }

    private static final String UNNAMED_BYTES = "application/octet-stream";

    private final StreamSplitter splitter;
    private final StreamTranslation translation;
    private final int preambleMax;
    private final @Nullable String bytesType;
    private ByteBuf held = Unpooled.EMPTY_BUFFER;
    private boolean closed;

    /**
     * What is held of a stream.
     *
     * @param eventMax bytes of one event
     * @param preambleMax bytes held back before the first content
     */
    public record Limits(int eventMax, int preambleMax) {}

    private StreamIntake(StreamTranslation translation, Limits limits, @Nullable String bytesType) {
        this.translation = translation;
        this.splitter = StreamSplitter.of(translation.framing(), limits.eventMax());
        this.preambleMax = limits.preambleMax();
        this.bytesType = bytesType;
    }

    /** For a success with these headers; null when it is one whole answer. */
    public static @Nullable StreamIntake of(
            Translation translation, boolean streamed, HttpHeaders headers, Limits limits) {
        String type = headers.get(HttpHeaderNames.CONTENT_TYPE);
        return switch (translation.answerShape(streamed, type)) {
            case WHOLE -> null;
            case EVENTS -> new StreamIntake(translation.stream(), limits, null);
            case BYTES -> new StreamIntake(new PassedBytes(), limits, type == null ? UNNAMED_BYTES : type);
        };
    }

    /** What the caller is told the bytes are that pass unread; null for events. */
    public @Nullable String bytesType() {
        return bytesType;
    }

    /** Reads what has arrived; false when an event is larger than allowed. */
    public boolean feed(ByteBuf bytes, Reader reader) {
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
    public void finish(Reader reader) {
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
    public boolean holdsTooMuch() {
        return held.readableBytes() > preambleMax;
    }

    /** Whether anything is held. */
    public boolean holds() {
        return held.isReadable();
    }

    /** What is held; the taker releases it. */
    public ByteBuf take() {
        ByteBuf taken = held;
        held = Unpooled.EMPTY_BUFFER;
        return taken;
    }

    /** Reads no more. */
    public void close() {
        closed = true;
    }

    /** Reads no more, and what is held is never released to anybody. */
    public void drop() {
        close();
        take().release();
    }

    /** Whether the stream may end here and count as whole. */
    public boolean complete() {
        return translation.complete();
    }

    /** Reported so far. */
    public @Nullable Usage usage() {
        return translation.usage();
    }

    /** As the provider named it. */
    public @Nullable String model() {
        return translation.model();
    }

    /** Of content, so far. */
    public long contentCharacters() {
        return translation.contentCharacters();
    }

    /** What the caller has been told by this stream; null when another target could not go on from there. */
    public @Nullable Spoken spoken() {
        return translation.spoken();
    }
}
