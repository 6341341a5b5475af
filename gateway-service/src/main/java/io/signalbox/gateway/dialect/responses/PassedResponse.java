package io.signalbox.gateway.dialect.responses;

import io.signalbox.gateway.conversation.OutgoingBody;
import io.signalbox.gateway.conversation.StreamTranslation;
import io.signalbox.gateway.conversation.Translation;
import io.signalbox.gateway.conversation.WholeAnswer;
import io.signalbox.gateway.dialect.responses.output.Told;
import java.util.Map;

/** The target speaks this format too: bytes pass as they are, but for the ids of responses. */
record PassedResponse(Translation passed, AnswerIds ids, Told told) implements Translation {
    @Override
    public OutgoingBody body() {
        return passed.body();
    }

    @Override
    public Map<String, String> headers() {
        return passed.headers();
    }

    @Override
    public WholeAnswer whole(byte[] bytes, int length) {
        WholeAnswer read = passed.whole(bytes, length);
        return read.failure() != null
                ? read
                : new WholeAnswer(ids.whole(bytes, length), read.model(), read.usage(), null);
    }

    @Override
    public StreamTranslation stream() {
        return new PassedResponseStream(passed.stream(), ids, told);
    }
}
