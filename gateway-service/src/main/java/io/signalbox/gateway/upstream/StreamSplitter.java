package io.signalbox.gateway.upstream;

import io.netty.buffer.ByteBuf;
import io.signalbox.adapter.StreamFraming;
import java.util.function.Consumer;

/** Cuts a stream of bytes into what a provider says at a time, however the network has cut it. */
public sealed interface StreamSplitter permits SseSplitter, LineSplitter {
    /** Takes bytes in and hands out every event they complete; false when an event is larger than allowed. */
    boolean feed(ByteBuf bytes, Consumer<SseEvent> events);

    /** Hands out the last event of a stream that ended without its end, if there is one. */
    void finish(Consumer<SseEvent> events);

    /** One for a stream cut like this. */
    static StreamSplitter of(StreamFraming framing, int eventMax) {
        return switch (framing) {
            case EVENTS -> new SseSplitter(eventMax);
            case LINES -> new LineSplitter(eventMax);
        };
    }
}
