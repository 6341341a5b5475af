package io.signalbox.adapter.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
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
 * One stream of named events. It is whole when it began, was stopped by {@code message_stop} and reported no error;
 * proxies may repeat the beginning, and events of unknown types mean nothing.
 */
final class AnthropicStream implements StreamReader {
    private final AnthropicFailures failures;
    private final AnthropicEvent scanned = new AnthropicEvent();
    private long characters;
    private boolean began;
    private boolean stopped;
    private boolean failed;

    AnthropicStream(AnthropicFailures failures) {
        this.failures = failures;
    }

    @Override
    public StreamSignal read(@Nullable String event, byte[] data, int offset, int length) {
        if (WireJson.isBlank(data, offset, length)) {
            return StreamSignal.PREAMBLE;
        }
        try {
            scanned.scan(data, offset, length);
        } catch (IOException | UnreadableAnswerException unreadable) {
            return fail(
                    Failure.of(FailureKind.MALFORMED_ANSWER, "an event of the stream is not of the promised format"));
        }
        characters += scanned.characters();
        return signal();
    }

    @Override
    public @Nullable Usage usage() {
        return scanned.usage();
    }

    @Override
    public @Nullable String model() {
        return scanned.model();
    }

    @Override
    public boolean complete() {
        return began && stopped && !failed;
    }

    @Override
    public long contentCharacters() {
        return characters;
    }

    private StreamSignal signal() {
        return switch (scanned.type()) {
            case "message_start" -> {
                began = true;
                yield StreamSignal.PREAMBLE;
            }
            case "content_block_start" -> contentIf(scanned.blockHasContent());
            case "content_block_delta" -> contentIf(scanned.deltaHasContent());
            case "message_delta" -> contentIf(scanned.hasStopReason());
            case "message_stop" -> {
                stopped = true;
                yield StreamSignal.TERMINATOR;
            }
            case "error" -> fail(error(scanned.error()));
            default -> StreamSignal.PREAMBLE;
        };
    }

    private Failure error(@Nullable JsonNode error) {
        return error == null
                ? Failure.of(FailureKind.PROVIDER_ERROR, "an error without a message")
                : failures.inside(error);
    }

    private StreamSignal fail(Failure failure) {
        failed = true;
        return new StreamSignal.Failed(failure);
    }

    private static StreamSignal contentIf(boolean content) {
        return content ? StreamSignal.CONTENT : StreamSignal.PREAMBLE;
    }
}
