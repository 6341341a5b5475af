package io.signalbox.adapter.gemini;

import io.signalbox.adapter.AnswerReader;
import io.signalbox.adapter.UnreadableAnswerException;
import java.io.IOException;

/** Whole answers of the native format, and the way into streamed ones. */
final class GeminiAnswers implements AnswerReader {
    private final GeminiFailures failures;

    GeminiAnswers(GeminiFailures failures) {
        this.failures = failures;
    }

    @Override
    public AnswerFacts read(byte[] bytes, int offset, int length) {
        GeminiScan scan = new GeminiScan(failures);
        try {
            scan.scan(bytes, offset, length);
        } catch (IOException notJson) {
            throw new UnreadableAnswerException("the answer is not whole JSON");
        }
        if (scan.failure() == null && !scan.hasCandidates()) {
            throw new UnreadableAnswerException("the answer has no candidates");
        }
        return new AnswerFacts(scan.model(), scan.usage(), scan.failure());
    }

    @Override
    public StreamReader stream() {
        return new GeminiStream(failures);
    }
}
