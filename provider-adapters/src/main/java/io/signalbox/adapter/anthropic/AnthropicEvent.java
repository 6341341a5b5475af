package io.signalbox.adapter.anthropic;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.UnreadableAnswerException;
import io.signalbox.adapter.Usage;
import io.signalbox.adapter.wire.JsonScanner;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One pass over one stream event. Model and usage outlive the event; what the event is, is asked right after it was
 * scanned. The order of its fields is not relied on.
 */
final class AnthropicEvent {
    private final AnthropicUsage usage = new AnthropicUsage();
    private @Nullable String model;

    private @Nullable String type;
    private @Nullable String block;
    private @Nullable JsonNode error;
    private long characters;
    private boolean other;
    private boolean stopped;

    void scan(byte[] bytes, int offset, int length) throws IOException {
        type = null;
        block = null;
        error = null;
        characters = 0;
        other = false;
        stopped = false;
        JsonScanner scanner = new JsonScanner(bytes, offset, length);
        if (scanner.nextToken() != JsonToken.START_OBJECT) {
            throw new UnreadableAnswerException("the event is not a JSON object");
        }
        while (scanner.nextToken() == JsonToken.FIELD_NAME) {
            String name = scanner.currentName();
            scanner.nextToken();
            top(scanner, name);
        }
        if (scanner.nextToken() != null || (type == null && error == null)) {
            throw new UnreadableAnswerException("the event has no type");
        }
    }

    /** What the event calls itself; an error may come without. */
    String type() {
        return type == null || error != null ? "error" : type;
    }

    @Nullable
    JsonNode error() {
        return error;
    }

    /** Characters of text, thinking and tool arguments in this event. */
    long characters() {
        return characters;
    }

    /** Whether the block that begins here says something already; only text and thinking begin empty. */
    boolean blockHasContent() {
        return characters > 0 || !("text".equals(block) || "thinking".equals(block));
    }

    boolean deltaHasContent() {
        return characters > 0 || other;
    }

    boolean hasStopReason() {
        return stopped;
    }

    @Nullable
    String model() {
        return model;
    }

    @Nullable
    Usage usage() {
        return usage.toUsage();
    }

    private void top(JsonScanner scanner, String name) throws IOException {
        switch (name) {
            case "type" -> type = text(scanner, type);
            case "error" -> error = scanner.currentToken() == JsonToken.START_OBJECT ? scanner.tree() : error;
            case "usage" -> usage.update(scanner);
            case "message" -> inside(scanner, this::message);
            case "delta" -> inside(scanner, this::delta);
            case "content_block" -> inside(scanner, this::block);
            default -> {}
        }
        scanner.skipChildren();
    }

    private void message(JsonScanner scanner, String name) throws IOException {
        switch (name) {
            case "model" -> model = text(scanner, model);
            case "usage" -> usage.update(scanner);
            default -> {}
        }
    }

    private void block(JsonScanner scanner, String name) throws IOException {
        switch (name) {
            case "type" -> block = text(scanner, block);
            case "text", "thinking" -> count(scanner);
            default -> {}
        }
    }

    private void delta(JsonScanner scanner, String name) throws IOException {
        switch (name) {
            case "type" -> {}
            case "text", "thinking", "partial_json" -> count(scanner);
            case "stop_reason" -> stopped = scanner.currentToken() == JsonToken.VALUE_STRING;
            default -> other |= scanner.currentToken() != JsonToken.VALUE_NULL;
        }
    }

    private void count(JsonScanner scanner) throws IOException {
        if (scanner.currentToken() == JsonToken.VALUE_STRING) {
            characters += scanner.textLength();
        }
    }

    /** Every field of the object the scanner stands on, whose value the reader need not consume. */
    private static void inside(JsonScanner scanner, FieldReader reader) throws IOException {
        if (scanner.currentToken() != JsonToken.START_OBJECT) {
            return;
        }
        while (scanner.nextToken() == JsonToken.FIELD_NAME) {
            String name = scanner.currentName();
            scanner.nextToken();
            reader.read(scanner, name);
            scanner.skipChildren();
        }
    }

    private static @Nullable String text(JsonScanner scanner, @Nullable String otherwise) throws IOException {
        return scanner.currentToken() == JsonToken.VALUE_STRING ? scanner.text() : otherwise;
    }

    private interface FieldReader {
        void read(JsonScanner scanner, String name) throws IOException;
    }
}
