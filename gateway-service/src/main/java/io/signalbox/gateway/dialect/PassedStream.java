package io.signalbox.gateway.dialect;

import io.netty.buffer.ByteBuf;
import io.signalbox.adapter.AnswerReader.StreamReader;
import io.signalbox.adapter.StreamSignal;
import io.signalbox.adapter.Usage;
import io.signalbox.gateway.conversation.StreamTranslation;
import io.signalbox.gateway.dialect.stops.StopWords;
import io.signalbox.gateway.upstream.SseEvent;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A stream that passes as it comes, event by event; reading along tells what it is.
 *
 * @param words what is exchanged in it; null for a server that has no words of its own
 */
public record PassedStream(
        StreamReader reader, boolean usageWanted, @Nullable StopWords words) implements StreamTranslation {
    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);

    /** Of a server that has no words of its own. */
    public PassedStream(StreamReader reader, boolean usageWanted) {
        this(reader, usageWanted, null);
    }

    @Override
    public StreamSignal read(SseEvent event, ByteBuf out) {
        StreamSignal signal = reader.read(event.name(), event.bytes(), event.offset(), event.length());
        boolean passes = switch (signal) {
            case StreamSignal.UsageOnly usageOnly -> usageWanted;
            case StreamSignal.Failed failed -> false;
            case StreamSignal.Preamble preamble -> true;
            case StreamSignal.Content content -> true;
            case StreamSignal.Terminator terminator -> true;
        };
        if (passes) {
            write(event, out);
        }
        return signal;
    }

    private void write(SseEvent event, ByteBuf out) {
        byte[] exchanged = words == null ? null : words.exchanged(event.bytes(), event.offset(), event.length());
        if (exchanged == null) {
            out.writeBytes(event.frame(), event.frameOffset(), event.frameLength());
        } else {
            out.writeBytes(DATA).writeBytes(exchanged).writeBytes(END);
        }
    }

    /** Whoever speaks the caller's dialect says its end itself, or does not end in order. */
    @Override
    public void end(ByteBuf out) {}

    @Override
    public @Nullable Usage usage() {
        return reader.usage();
    }

    @Override
    public @Nullable String model() {
        return reader.model();
    }

    @Override
    public boolean complete() {
        return reader.complete();
    }

    @Override
    public long contentCharacters() {
        return reader.contentCharacters();
    }
}
