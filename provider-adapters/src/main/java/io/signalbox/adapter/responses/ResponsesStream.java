package io.signalbox.adapter.responses;

import com.fasterxml.jackson.core.JsonToken;
import io.signalbox.adapter.AnswerReader.StreamReader;
import io.signalbox.adapter.Failure;
import io.signalbox.adapter.StreamSignal;
import io.signalbox.adapter.UnreadableAnswerException;
import io.signalbox.adapter.Usage;
import io.signalbox.adapter.wire.JsonScanner;
import io.signalbox.adapter.wire.WireJson;
import io.signalbox.contracts.usage.FailureKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One stream of response events. Its beginning is told before anything is made, and an error may follow it still: the
 * first delta, the first finished part, or an item that is neither a message nor a thought is its first content.
 */
final class ResponsesStream implements StreamReader {
    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

    private final ResponsesWords words;
    private final ResponseScan response;
    private long characters;
    private boolean done;
    private boolean failed;

    private String type = "";
    private String itemType = "";
    private boolean told;

    ResponsesStream(ResponsesWords words) {
        this.words = words;
        this.response = new ResponseScan(words);
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
        if (end - start >= DONE.length && Arrays.equals(data, start, start + DONE.length, DONE, 0, DONE.length)) {
            return StreamSignal.TERMINATOR;
        }
        StreamSignal signal = event(data, start, end - start);
        failed |= signal instanceof StreamSignal.Failed;
        return signal;
    }

    @Override
    public @Nullable Usage usage() {
        return response.usage();
    }

    @Override
    public @Nullable String model() {
        return response.model();
    }

    @Override
    public boolean complete() {
        return done && !failed;
    }

    @Override
    public long contentCharacters() {
        return characters;
    }

    private StreamSignal event(byte[] data, int offset, int length) {
        try {
            scan(new JsonScanner(data, offset, length));
            return type.equals("error") ? error(data, offset, length) : meaning();
        } catch (IOException | UnreadableAnswerException unreadable) {
            return new StreamSignal.Failed(
                    Failure.of(FailureKind.MALFORMED_ANSWER, "an event of the stream is not a JSON object"));
        }
    }

    private void scan(JsonScanner scanner) throws IOException {
        type = "";
        itemType = "";
        told = true;
        if (scanner.nextToken() != JsonToken.START_OBJECT) {
            throw new UnreadableAnswerException("the event is not a JSON object");
        }
        while (scanner.nextToken() == JsonToken.FIELD_NAME) {
            String name = scanner.currentName();
            JsonToken value = scanner.nextToken();
            field(scanner, name, value);
        }
        if (scanner.nextToken() != null) {
            throw new UnreadableAnswerException("the event goes on after its end");
        }
    }

    private void field(JsonScanner scanner, String name, @Nullable JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_STRING && name.equals("type")) {
            type = scanner.text();
        } else if (value == JsonToken.VALUE_STRING && name.equals("delta")) {
            told = scanner.textLength() > 0;
            characters += scanner.textLength();
        } else if (value == JsonToken.START_OBJECT && name.equals("response")) {
            response.read(scanner);
        } else if (value == JsonToken.START_OBJECT && name.equals("item")) {
            item(scanner);
        } else {
            scanner.skipChildren();
        }
    }

    private void item(JsonScanner scanner) throws IOException {
        while (scanner.nextToken() == JsonToken.FIELD_NAME) {
            String name = scanner.currentName();
            JsonToken value = scanner.nextToken();
            if (value == JsonToken.VALUE_STRING && name.equals("type")) {
                itemType = scanner.text();
            } else {
                scanner.skipChildren();
            }
        }
    }

    private StreamSignal error(byte[] data, int offset, int length) throws IOException {
        return new StreamSignal.Failed(
                words.failures().apply(WireJson.tree(Arrays.copyOfRange(data, offset, offset + length))));
    }

    private StreamSignal meaning() {
        return switch (type) {
            case "response.completed", "response.incomplete" -> {
                done = true;
                yield StreamSignal.TERMINATOR;
            }
            case "response.failed", "response.cancelled" -> new StreamSignal.Failed(failure());
            case "response.created",
                    "response.queued",
                    "response.in_progress",
                    "response.content_part.added",
                    "response.reasoning_summary_part.added" -> StreamSignal.PREAMBLE;
            case "response.output_item.added" ->
                itemType.equals("message") || itemType.equals("reasoning")
                        ? StreamSignal.PREAMBLE
                        : StreamSignal.CONTENT;
            default -> told && type.startsWith("response.") ? StreamSignal.CONTENT : StreamSignal.PREAMBLE;
        };
    }

    private Failure failure() {
        Failure said = response.failure();
        return said == null ? Failure.of(FailureKind.PROVIDER_ERROR, "the response " + type.substring(9)) : said;
    }
}
