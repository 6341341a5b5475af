package io.signalbox.adapter.responses;

import com.fasterxml.jackson.core.JsonToken;
import io.signalbox.adapter.AnswerReader;
import io.signalbox.adapter.UnreadableAnswerException;
import io.signalbox.adapter.Usage;
import io.signalbox.adapter.wire.JsonScanner;
import java.io.IOException;

/**
 * What a provider says of a response it keeps. Nothing is made by asking, so nothing is used: the usage such an answer
 * repeats was counted when the response was made. One that failed then is still an answer now.
 */
public final class KeptResponseAnswers implements AnswerReader {
    @Override
    public AnswerFacts read(byte[] bytes, int offset, int length) {
        try {
            JsonScanner scanner = new JsonScanner(bytes, offset, length);
            if (scanner.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableAnswerException("the answer is not a JSON object");
            }
            scanner.skipChildren();
            if (scanner.nextToken() != null) {
                throw new UnreadableAnswerException("the answer goes on after its end");
            }
        } catch (IOException notJson) {
            throw new UnreadableAnswerException("the answer is not whole JSON");
        }
        return new AnswerFacts(null, Usage.NONE, null);
    }

    @Override
    public StreamReader stream() {
        throw new IllegalStateException("what is kept is not streamed");
    }
}
