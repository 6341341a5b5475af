package io.signalbox.gateway.conversation;

import io.netty.buffer.ByteBuf;
import io.signalbox.adapter.StreamFraming;
import io.signalbox.adapter.StreamSignal;
import io.signalbox.adapter.Usage;
import io.signalbox.gateway.upstream.SseEvent;
import org.jspecify.annotations.Nullable;

/** One streamed answer, read event by event in order. */
public interface StreamTranslation {
    /** What the answer is cut into before it is read. */
    default StreamFraming framing() {
        return StreamFraming.EVENTS;
    }

    /** Reads an event and writes what the caller gets of it, which may be nothing. */
    StreamSignal read(SseEvent event, ByteBuf out);

    /** The connection ended in order and the stream is whole: writes the end that the target's format did not have. */
    void end(ByteBuf out);

    /** The usage reported so far; null when none was. */
    @Nullable
    Usage usage();

    /** The model the provider named; null until it did. */
    @Nullable
    String model();

    /** Whether the stream may end here and count as whole. */
    boolean complete();

    /** Characters of content so far. */
    long contentCharacters();

    /** What the caller has been told so far; null when nobody kept it or nobody could go on from there. */
    default @Nullable Spoken spoken() {
        return null;
    }
}
