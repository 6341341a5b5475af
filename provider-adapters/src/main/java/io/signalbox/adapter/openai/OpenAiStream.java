package io.signalbox.adapter.openai;

import io.signalbox.adapter.AnswerReader.StreamReader;
import io.signalbox.adapter.Failure;
import io.signalbox.adapter.StreamSignal;
import io.signalbox.adapter.UnreadableAnswerException;
import io.signalbox.adapter.Usage;
import io.signalbox.contracts.usage.FailureKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One stream of {@code data:} events. Only {@code [DONE]} makes it whole, and not even that after an error: some
 * servers send both.
 */
final class OpenAiStream implements StreamReader {
    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

    private final OpenAiScan scan;
    private boolean done;
    private boolean failed;

    OpenAiStream(OpenAiFailures failures) {
        this.scan = new OpenAiScan(failures);
    }

    @Override
    public StreamSignal read(@Nullable String event, byte[] data, int offset, int length) {
        int start = offset;
        int end = offset + length;
        while (start < end && data[start] <= ' ' && data[start] >= 0) {
            start++;
        }
        if (start == end) {
            return StreamSignal.PREAMBLE;
        }
        if (isDone(data, start, end)) {
            done = true;
            return StreamSignal.TERMINATOR;
        }
        StreamSignal signal = chunk(data, start, end - start);
        failed |= signal instanceof StreamSignal.Failed;
        return signal;
    }

    @Override
    public @Nullable Usage usage() {
        return scan.usage();
    }

    @Override
    public @Nullable String model() {
        return scan.model();
    }

    @Override
    public boolean complete() {
        return done && !failed;
    }

    @Override
    public long contentCharacters() {
        return scan.characters();
    }

    private StreamSignal chunk(byte[] data, int offset, int length) {
        try {
            scan.scan(data, offset, length);
        } catch (IOException | UnreadableAnswerException unreadable) {
            return new StreamSignal.Failed(
                    Failure.of(FailureKind.MALFORMED_ANSWER, "an event of the stream is not a JSON object"));
        }
        Failure failure = scan.failure();
        if (failure != null) {
            return new StreamSignal.Failed(failure);
        }
        if (scan.hasContent()) {
            return StreamSignal.CONTENT;
        }
        return scan.isUsageOnly() ? StreamSignal.USAGE_ONLY : StreamSignal.PREAMBLE;
    }

    private static boolean isDone(byte[] data, int start, int end) {
        int stop = start + DONE.length;
        return end >= stop && Arrays.equals(data, start, stop, DONE, 0, DONE.length);
    }
}
