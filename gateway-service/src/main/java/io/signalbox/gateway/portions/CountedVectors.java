package io.signalbox.gateway.portions;

import io.signalbox.adapter.UnreadableAnswerException;
import io.signalbox.gateway.conversation.OutgoingBody;
import io.signalbox.gateway.conversation.StreamTranslation;
import io.signalbox.gateway.conversation.Translation;
import io.signalbox.gateway.conversation.WholeAnswer;
import java.util.Map;

/** The same way there and back for a portion, whose answer must have a vector for each of its inputs to be joined. */
record CountedVectors(Translation translation, int inputs) implements Translation {
    @Override
    public OutgoingBody body() {
        return translation.body();
    }

    @Override
    public Map<String, String> headers() {
        return translation.headers();
    }

    @Override
    public WholeAnswer whole(byte[] bytes, int length) {
        WholeAnswer answer = translation.whole(bytes, length);
        if (answer.failure() != null) {
            return answer;
        }
        byte[] body = answer.body();
        VectorList list = body == null ? VectorList.of(bytes, length) : VectorList.of(body, body.length);
        if (list.size() != inputs) {
            throw new UnreadableAnswerException(
                    "the answer has " + list.size() + " embeddings for " + inputs + " inputs");
        }
        return answer;
    }

    @Override
    public StreamTranslation stream() {
        return translation.stream();
    }
}
