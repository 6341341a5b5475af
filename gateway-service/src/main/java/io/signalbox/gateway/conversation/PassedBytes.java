package io.signalbox.gateway.conversation;

import io.netty.buffer.ByteBuf;
import io.signalbox.adapter.StreamSignal;
import io.signalbox.adapter.Usage;
import io.signalbox.gateway.upstream.SseEvent;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of bytes that pass unread: nothing but that they are whole when their connection ends in order, which
 * HTTP tells by their announced length or by their last chunk.
 */
public record PassedBytes() implements StreamTranslation {
    @Override
    public StreamSignal read(SseEvent event, ByteBuf out) {
        throw new IllegalStateException("bytes that pass have no events");
    }

    @Override
    public void end(ByteBuf out) {}

    @Override
    public @Nullable Usage usage() {
        return null;
    }

    @Override
    public @Nullable String model() {
        return null;
    }

    @Override
    public boolean complete() {
        return true;
    }

    @Override
    public long contentCharacters() {
        return 0;
    }
}
