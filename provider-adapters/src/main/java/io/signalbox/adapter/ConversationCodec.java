package io.signalbox.adapter;

import io.signalbox.adapter.conversation.Answer;
import io.signalbox.adapter.conversation.AnswerDelta;
import io.signalbox.adapter.conversation.Conversation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Translates the canonical conversation to one provider's format and its answers back. */
public interface ConversationCodec {
    /**
     * What this provider cannot do of what the conversation asks for, in words for the caller; empty when it can do it
     * all. Asked before the target is called: nothing is dropped in silence.
     */
    List<String> unsupported(Conversation conversation);

    /** The request body for {@code model}. */
    byte[] encode(Conversation conversation, String model, boolean streamed);

    /**
     * The request body for {@code model} to go on with an answer whose beginning is the last turn. Only for a model that
     * does.
     */
    default byte[] encodeContinued(Conversation conversation, String model) {
        return encode(conversation, model, true);
    }

    /**
     * A complete answer.
     *
     * @throws UnreadableAnswerException when it is not what the format promises
     */
    Answer decode(byte[] body);

    /** A decoder for one stream; not thread-safe. */
    StreamDecoder stream();

    /** Decodes one stream event by event. */
    interface StreamDecoder {
        /** What the event means; empty for events that mean nothing to a caller. */
        List<AnswerDelta> decode(@Nullable String event, byte[] data, int offset, int length);

        /**
         * Whether the stream may end here and count as whole. A format without a terminator tells it by this alone and
         * never decodes to an {@link AnswerDelta.Ended}.
         */
        boolean complete();
    }
}
