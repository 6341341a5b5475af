package io.signalbox.gateway.cost;

import io.netty.buffer.ByteBuf;
import io.signalbox.adapter.StreamFraming;
import io.signalbox.adapter.StreamSignal;
import io.signalbox.adapter.Usage;
import io.signalbox.gateway.conversation.Spoken;
import io.signalbox.gateway.conversation.StreamTranslation;
import io.signalbox.gateway.upstream.SseEvent;
import org.jspecify.annotations.Nullable;

/** A stream whose events say what it costs wherever they say what it used: the last time, all of it. */
record CostedStream(StreamTranslation stream, CostedTranslation.Price price) implements StreamTranslation {
    @Override
    public StreamFraming framing() {
        return stream.framing();
    }

    @Override
    public StreamSignal read(SseEvent event, ByteBuf out) {
        int before = out.writerIndex();
        StreamSignal signal = stream.read(event, out);
        tell(out, before);
        return signal;
    }

    @Override
    public void end(ByteBuf out) {
        int before = out.writerIndex();
        stream.end(out);
        tell(out, before);
    }

    private void tell(ByteBuf out, int from) {
        Usage usage = stream.usage();
        int length = out.writerIndex() - from;
        if (usage == null || length == 0) {
            return;
        }
        byte[] said = new byte[length];
        out.getBytes(from, said);
        byte[] told = UsageCost.inEvents(said, price.of(usage));
        out.writerIndex(from);
        out.writeBytes(told);
    }

    @Override
    public @Nullable Usage usage() {
        return stream.usage();
    }

    @Override
    public @Nullable String model() {
        return stream.model();
    }

    @Override
    public boolean complete() {
        return stream.complete();
    }

    @Override
    public long contentCharacters() {
        return stream.contentCharacters();
    }

    @Override
    public @Nullable Spoken spoken() {
        return stream.spoken();
    }
}
