package io.signalbox.adapter.responses;

import com.fasterxml.jackson.core.JsonToken;
import io.signalbox.adapter.AnswerReader;
import io.signalbox.adapter.UnreadableAnswerException;
import io.signalbox.adapter.wire.JsonScanner;
import java.io.IOException;

/** Whole responses, and the way into streamed ones. */
public final class ResponsesAnswers implements AnswerReader {
    private final ResponsesWords words;

    public ResponsesAnswers(ResponsesWords words) {
        this.words = words;
    }

    @Override
    public AnswerFacts read(byte[] bytes, int offset, int length) {
        ResponseScan response = new ResponseScan(words);
        try {
            JsonScanner scanner = new JsonScanner(bytes, offset, length);
            if (scanner.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableAnswerException("the answer is not a JSON object");
            }
            response.read(scanner);
            if (scanner.nextToken() != null) {
                throw new UnreadableAnswerException("the answer goes on after its end");
            }
        } catch (IOException notJson) {
            throw new UnreadableAnswerException("the answer is not whole JSON");
        }
        if (response.failure() == null && !response.hasOutput()) {
            throw new UnreadableAnswerException("the answer has no output");
        }
        return new AnswerFacts(response.model(), response.usage(), response.failure());
    }

    @Override
    public StreamReader stream() {
        return new ResponsesStream(words);
    }
}
