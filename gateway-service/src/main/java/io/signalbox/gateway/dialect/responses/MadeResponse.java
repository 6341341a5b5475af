package io.signalbox.gateway.dialect.responses;

import io.netty.buffer.ByteBuf;
import io.signalbox.adapter.Failure;
import io.signalbox.adapter.StreamFraming;
import io.signalbox.adapter.StreamSignal;
import io.signalbox.adapter.Usage;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.gateway.conversation.AnswerShape;
import io.signalbox.gateway.conversation.CallerRequest.Translated;
import io.signalbox.gateway.conversation.OutgoingBody;
import io.signalbox.gateway.conversation.ReadyTarget;
import io.signalbox.gateway.conversation.StreamTranslation;
import io.signalbox.gateway.conversation.Translation;
import io.signalbox.gateway.conversation.WholeAnswer;
import io.signalbox.gateway.dialect.Crossing;
import io.signalbox.gateway.upstream.SseEvent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The target has chats alone: a response is made of its answer. The end of a stream repeats all of it, so all of it is kept
 * until then, and an answer without an end is given up.
 */
record MadeResponse(Translation chat) implements Translation {
    /** Characters of an answer that is streamed; the longest outputs of today's models have a tenth of it. */
    static final long CHARACTERS_MAX = 8L * 1024 * 1024;

    static Translated of(AskedChat asked, ReadyTarget target) {
        return switch (Crossing.of(asked, target)) {
            case Translated.Possible possible -> new Translated.Possible(new MadeResponse(possible.translation()));
            case Translated.Unsupported unsupported -> new Translated.Unsupported(inOwnWords(unsupported.what()));
        };
    }

    /** Providers' sides speak of fields as chats have them. */
    private static List<String> inOwnWords(List<String> what) {
        return what.stream()
                .map(words -> words.replace("'response_format'", "'text.format'")
                        .replace("'reasoning_effort'", "'reasoning.effort'")
                        .replace("'verbosity'", "'text.verbosity'"))
                .toList();
    }

    @Override
    public OutgoingBody body() {
        return chat.body();
    }

    @Override
    public Map<String, String> headers() {
        return chat.headers();
    }

    @Override
    public AnswerShape answerShape(boolean streamed, @Nullable String contentType) {
        return chat.answerShape(streamed, contentType);
    }

    @Override
    public WholeAnswer whole(byte[] bytes, int length) {
        return chat.whole(bytes, length);
    }

    @Override
    public StreamTranslation stream() {
        return new Bounded(chat.stream());
    }

    private record Bounded(StreamTranslation stream) implements StreamTranslation {
        @Override
        public StreamFraming framing() {
            return stream.framing();
        }

        @Override
        public StreamSignal read(SseEvent event, ByteBuf out) {
            StreamSignal signal = stream.read(event, out);
            return stream.contentCharacters() <= CHARACTERS_MAX
                    ? signal
                    : new StreamSignal.Failed(Failure.of(
                            FailureKind.MALFORMED_ANSWER,
                            "the answer is longer than " + CHARACTERS_MAX + " characters"));
        }

        @Override
        public void end(ByteBuf out) {
            stream.end(out);
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
    }
}
