package io.signalbox.gateway.recovery;

import io.netty.buffer.ByteBuf;
import io.signalbox.adapter.ConversationCodec.StreamDecoder;
import io.signalbox.adapter.StreamFraming;
import io.signalbox.adapter.StreamSignal;
import io.signalbox.adapter.Usage;
import io.signalbox.adapter.conversation.AnswerDelta;
import io.signalbox.adapter.wire.WireJson;
import io.signalbox.gateway.conversation.Spoken;
import io.signalbox.gateway.conversation.StreamTranslation;
import io.signalbox.gateway.upstream.SseEvent;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A stream that is read once more on its way through, so that it can be gone on with when it breaks. What the caller gets
 * is not touched: where it speaks as the target does, bytes still pass as they are.
 */
final class TranscribedStream implements StreamTranslation {
    private static final String BLOCK_START = "content_block_start";
    private static final String BLOCK_STOP = "content_block_stop";

    private final StreamTranslation inner;
    private final StreamDecoder decoder;
    private final Transcript transcript;
    private final boolean blockwise;
    private int blocks;

    /** {@code blockwise}: the caller gets the target's own blocks, which are told apart by the names of its events. */
    TranscribedStream(StreamTranslation inner, StreamDecoder decoder, Transcript transcript, boolean blockwise) {
        this.inner = inner;
        this.decoder = decoder;
        this.transcript = transcript;
        this.blockwise = blockwise;
    }

    @Override
    public StreamFraming framing() {
        return inner.framing();
    }

    @Override
    public StreamSignal read(SseEvent event, ByteBuf out) {
        boolean first = !transcript.hasBegun();
        for (AnswerDelta step : decoder.decode(event.name(), event.bytes(), event.offset(), event.length())) {
            transcript.hear(step);
        }
        if (first && transcript.hasBegun()) {
            created(event);
        }
        if (blockwise) {
            blocks(event.name());
        }
        return inner.read(event, out);
    }

    /** A block that is over, or a second one, leaves nothing that text could be added to. */
    private void blocks(@Nullable String event) {
        blocks += BLOCK_START.equals(event) ? 1 : 0;
        if (event == null || blocks > 1 || BLOCK_STOP.equals(event)) {
            transcript.finish();
        }
    }

    /** Kept for callers of the format that has it, which repeats it in every event. */
    private void created(SseEvent event) {
        try {
            byte[] data = Arrays.copyOfRange(event.bytes(), event.offset(), event.offset() + event.length());
            long second = WireJson.tree(data).path("created").asLong();
            if (second > 0) {
                transcript.created(second);
            }
        } catch (IOException unreadable) {
            transcript.finish();
        }
    }

    @Override
    public void end(ByteBuf out) {
        inner.end(out);
    }

    @Override
    public @Nullable Usage usage() {
        return inner.usage();
    }

    @Override
    public @Nullable String model() {
        return inner.model();
    }

    @Override
    public boolean complete() {
        return inner.complete();
    }

    @Override
    public long contentCharacters() {
        return inner.contentCharacters();
    }

    @Override
    public @Nullable Spoken spoken() {
        return transcript.spoken();
    }
}
