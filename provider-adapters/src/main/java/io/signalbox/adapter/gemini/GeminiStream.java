package io.signalbox.adapter.gemini;

import io.signalbox.adapter.AnswerReader.StreamReader;
import io.signalbox.adapter.Failure;
import io.signalbox.adapter.StreamSignal;
import io.signalbox.adapter.UnreadableAnswerException;
import io.signalbox.adapter.Usage;
import io.signalbox.adapter.wire.WireJson;
import io.signalbox.contracts.usage.FailureKind;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One stream of {@code data:} events. The format has no terminator: a stream may end once a candidate said why it
 * finished, and counts as cut off before. Events may still follow that one, so it is content and ends nothing.
 */
final class GeminiStream implements StreamReader {
    private final GeminiScan scan;
    private boolean finished;
    private boolean failed;

    GeminiStream(GeminiFailures failures) {
        this.scan = new GeminiScan(failures);
    }

    @Override
    public StreamSignal read(@Nullable String event, byte[] data, int offset, int length) {
        if (WireJson.isBlank(data, offset, length)) {
            return StreamSignal.PREAMBLE;
        }
        try {
            scan.scan(data, offset, length);
        } catch (IOException | UnreadableAnswerException unreadable) {
            return fail(Failure.of(FailureKind.MALFORMED_ANSWER, "an event of the stream is not a JSON object"));
        }
        Failure failure = scan.failure();
        if (failure != null) {
            return fail(failure);
        }
        finished |= scan.hasFinished();
        return scan.hasContent() || scan.hasFinished() ? StreamSignal.CONTENT : StreamSignal.PREAMBLE;
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
        return finished && !failed;
    }

    @Override
    public long contentCharacters() {
        return scan.characters();
    }

    private StreamSignal fail(Failure failure) {
        failed = true;
        return new StreamSignal.Failed(failure);
    }
}
