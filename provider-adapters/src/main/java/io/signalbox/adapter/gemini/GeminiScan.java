package io.signalbox.adapter.gemini;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.Failure;
import io.signalbox.adapter.UnreadableAnswerException;
import io.signalbox.adapter.Usage;
import io.signalbox.adapter.wire.JsonScanner;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One pass over an answer or one event of a streamed one, which have the same form (GenerateContentResponse). Model,
 * usage and the count of characters outlive an event; what a single one is, is asked right after it was scanned.
 */
final class GeminiScan {
    private final GeminiFailures failures;
    private final GeminiUsage usage = new GeminiUsage();
    private @Nullable String model;
    private long characters;

    private @Nullable Failure failure;
    private @Nullable Failure blocked;
    private boolean candidates;
    private boolean content;
    private boolean finished;

    GeminiScan(GeminiFailures failures) {
        this.failures = failures;
    }

    void scan(byte[] bytes, int offset, int length) throws IOException {
        failure = null;
        blocked = null;
        candidates = false;
        content = false;
        finished = false;
        JsonScanner scanner = new JsonScanner(bytes, offset, length);
        if (scanner.nextToken() != JsonToken.START_OBJECT) {
            throw new UnreadableAnswerException("the answer is not a JSON object");
        }
        inside(scanner, this::top);
        if (scanner.nextToken() != null) {
            throw new UnreadableAnswerException("the answer goes on after its end");
        }
    }

    @Nullable
    String model() {
        return model;
    }

    @Nullable
    Usage usage() {
        return usage.toUsage();
    }

    /** Characters of text, thoughts and tool arguments in all that was scanned. */
    long characters() {
        return characters;
    }

    /** An error, a prompt that was refused, or a candidate that broke off. */
    @Nullable
    Failure failure() {
        return failure != null || candidates ? failure : blocked;
    }

    boolean hasCandidates() {
        return candidates;
    }

    boolean hasContent() {
        return content;
    }

    /** Whether a candidate says why it ended. */
    boolean hasFinished() {
        return finished;
    }

    private void top(JsonScanner scanner, String name) throws IOException {
        switch (name) {
            case "modelVersion" -> model = text(scanner, model);
            case "usageMetadata" -> usage.update(scanner.tree());
            case "error" -> error(scanner.tree());
            case "promptFeedback" -> feedback(scanner.tree());
            case "candidates" -> each(scanner, this::candidate);
            default -> {}
        }
    }

    private void error(JsonNode error) {
        if (error.isObject() && !error.isEmpty()) {
            failure = failures.inside(error);
        }
    }

    private void feedback(JsonNode feedback) {
        String reason = feedback.path("blockReason").asText("");
        if (!reason.isEmpty()) {
            blocked = GeminiFailures.blocked(reason);
        }
    }

    private void candidate(JsonScanner scanner, String name) throws IOException {
        candidates = true;
        switch (name) {
            case "finishReason" -> finish(text(scanner, null));
            case "content" -> objects(scanner, this::content);
            default -> {}
        }
    }

    private void finish(@Nullable String reason) {
        if (reason != null) {
            finished = true;
            Failure broken = GeminiFailures.finish(reason);
            failure = broken != null && failure == null ? broken : failure;
        }
    }

    private void content(JsonScanner scanner, String name) throws IOException {
        if (name.equals("parts")) {
            each(scanner, this::part);
        }
    }

    /** A part without text or anything else says nothing, signed or not. */
    private void part(JsonScanner scanner, String name) throws IOException {
        switch (name) {
            case "text" -> count(scanner);
            case "thought", "thoughtSignature" -> {}
            case "functionCall" -> {
                content = true;
                objects(scanner, this::call);
            }
            default -> content = true;
        }
    }

    private void call(JsonScanner scanner, String name) throws IOException {
        if (name.equals("args")) {
            arguments(scanner);
        }
    }

    private void arguments(JsonScanner scanner) throws IOException {
        if (scanner.currentToken() == JsonToken.START_OBJECT) {
            inside(scanner, (value, name) -> arguments(value));
        } else if (scanner.currentToken() == JsonToken.START_ARRAY) {
            while (scanner.nextToken() != JsonToken.END_ARRAY) {
                arguments(scanner);
            }
        } else {
            count(scanner);
        }
    }

    private void count(JsonScanner scanner) {
        if (scanner.currentToken() == JsonToken.VALUE_STRING) {
            content |= scanner.textLength() > 0;
            characters += scanner.textLength();
        }
    }

    /** Every field of every object in the array the scanner stands on. */
    private static void each(JsonScanner scanner, FieldReader reader) throws IOException {
        if (scanner.currentToken() != JsonToken.START_ARRAY) {
            return;
        }
        while (scanner.nextToken() != JsonToken.END_ARRAY) {
            objects(scanner, reader);
            scanner.skipChildren();
        }
    }

    /** Every field of the object the scanner stands on, if it is one. */
    private static void objects(JsonScanner scanner, FieldReader reader) throws IOException {
        if (scanner.currentToken() == JsonToken.START_OBJECT) {
            inside(scanner, reader);
        }
    }

    /** Every field of the object that was just opened; the reader need not consume a value. */
    private static void inside(JsonScanner scanner, FieldReader reader) throws IOException {
        while (scanner.nextToken() == JsonToken.FIELD_NAME) {
            String name = scanner.currentName();
            scanner.nextToken();
            reader.read(scanner, name);
            scanner.skipChildren();
        }
    }

    private static @Nullable String text(JsonScanner scanner, @Nullable String otherwise) throws IOException {
        String text = scanner.currentToken() == JsonToken.VALUE_STRING ? scanner.text() : "";
        return text.isEmpty() ? otherwise : text;
    }

    private interface FieldReader {
        void read(JsonScanner scanner, String name) throws IOException;
    }
}
