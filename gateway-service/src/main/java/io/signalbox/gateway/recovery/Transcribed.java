package io.signalbox.gateway.recovery;

import io.signalbox.adapter.ConversationCodec;
import io.signalbox.gateway.conversation.OutgoingBody;
import io.signalbox.gateway.conversation.StreamTranslation;
import io.signalbox.gateway.conversation.Translation;
import io.signalbox.gateway.conversation.WholeAnswer;
import java.util.Map;

/** A translation whose stream can be gone on with when it breaks. */
record Transcribed(Translation inner, ConversationCodec codec, boolean blockwise) implements Translation {
    @Override
    public OutgoingBody body() {
        return inner.body();
    }

    @Override
    public Map<String, String> headers() {
        return inner.headers();
    }

    @Override
    public WholeAnswer whole(byte[] bytes, int length) {
        return inner.whole(bytes, length);
    }

    @Override
    public StreamTranslation stream() {
        return new TranscribedStream(inner.stream(), codec.stream(), new Transcript(Recovery.TEXT_MAX), blockwise);
    }
}
