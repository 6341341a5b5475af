package io.signalbox.gateway.dialect;

import io.netty.buffer.ByteBuf;
import io.signalbox.adapter.conversation.Answer;
import io.signalbox.adapter.conversation.AnswerDelta;
import io.signalbox.gateway.conversation.Spoken;
import java.util.Optional;

/** How an answer that was given in another dialect is written in the caller's. */
public interface AnswerForm {
    /**
     * A complete answer.
     *
     * @throws io.signalbox.adapter.UnreadableAnswerException when the caller's dialect has no form for what it says
     */
    byte[] whole(Answer answer);

    /** For one streamed answer; not thread-safe. */
    StepWriter stream();

    /** For the rest of a streamed answer of which the caller has been told this; empty where nothing can be added to it. */
    default Optional<StepWriter> resumed(Spoken spoken) {
        return Optional.empty();
    }

    /** Writes the steps of one streamed answer, in order. */
    interface StepWriter {
        /** Writes what the caller gets of a step, which may be nothing. */
        void write(AnswerDelta step, ByteBuf out);
    }
}
