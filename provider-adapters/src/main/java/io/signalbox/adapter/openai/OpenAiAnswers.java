package io.signalbox.adapter.openai;

import io.signalbox.adapter.AnswerReader;
import io.signalbox.adapter.UnreadableAnswerException;
import java.io.IOException;

/** Whole answers of the OpenAI format, and the way into streamed ones. */
final class OpenAiAnswers implements AnswerReader {
    private final String list;
    private final OpenAiFailures failures;

    /** {@code list} is the field without which an answer is none. */
    OpenAiAnswers(String list, OpenAiFailures failures) {
        this.list = list;
        this.failures = failures;
    }

    @Override
    public AnswerFacts read(byte[] bytes, int offset, int length) {
        OpenAiScan scan = new OpenAiScan(failures);
        try {
            scan.scan(bytes, offset, length);
        } catch (IOException notJson) {
            throw new UnreadableAnswerException("the answer is not whole JSON");
        }
        if (scan.failure() == null && !scan.hasList()) {
            throw new UnreadableAnswerException("the answer has no " + list);
        }
        return new AnswerFacts(scan.model(), scan.usage(), scan.failure());
    }

    @Override
    public StreamReader stream() {
        return new OpenAiStream(failures);
    }
}
