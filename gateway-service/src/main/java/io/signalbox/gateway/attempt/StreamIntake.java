package io.signalbox.gateway.attempt;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.signalbox.adapter.StreamSignal;
import io.signalbox.adapter.Usage;
import io.signalbox.gateway.conversation.StreamTranslation;
import io.signalbox.gateway.upstream.SseEvent;
import io.signalbox.gateway.upstream.StreamSplitter;
import java.util.Locale;
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

    private final StreamSplitter splitter;
    private final StreamTranslation translation;
    private final int preambleMax;
    private ByteBuf held = Unpooled.EMPTY_BUFFER;
    private boolean closed;

    StreamIntake(StreamTranslation translation, AttemptLimits limits) {
        this.translation = translation;
        this.splitter = StreamSplitter.of(translation.framing(), limits.eventMax());
        this.preambleMax = limits.preambleMax();
    }

    /** Whether a success with these headers is a stream; a provider that does not say is believed to have understood. */
    static boolean isAnnounced(StreamTranslation translation, HttpHeaders headers) {
        String type = headers.get(HttpHeaderNames.CONTENT_TYPE);
        return type == null
                || type.toLowerCase(Locale.ROOT)
                        .startsWith(translation.framing().mediaType());
    }

    /** Reads what has arrived; false when an event is larger than allowed. */
    boolean feed(ByteBuf bytes, Reader reader) {
        return splitter.feed(bytes, event -> read(event, reader));
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
