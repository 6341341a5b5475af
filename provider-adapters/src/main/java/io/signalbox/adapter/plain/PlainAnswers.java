package io.signalbox.adapter.plain;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.AnswerReader;
import io.signalbox.adapter.Failure;
import io.signalbox.adapter.Operation;
import io.signalbox.adapter.UnreadableAnswerException;
import io.signalbox.adapter.Usage;
import io.signalbox.adapter.wire.JsonScanner;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers to operations that are no conversation. Servers differ in where they put what they bill; every place
 * that is known is looked at, and only the small parts become trees.
 */
public final class PlainAnswers implements AnswerReader {
    private final Operation operation;
    private final Function<JsonNode, Failure> errors;

    /** {@code errors} reads an error that stands inside a success. */
    public PlainAnswers(Operation operation, Function<JsonNode, Failure> errors) {
        this.operation = operation;
        this.errors = errors;
    }

    @Override
    public AnswerFacts read(byte[] bytes, int offset, int length) {
        Found found = new Found();
        try {
            scan(new JsonScanner(bytes, offset, length), found);
        } catch (IOException notJson) {
            throw new UnreadableAnswerException("the answer is not whole JSON");
        }
        if (found.failure == null && !required().isEmpty() && !found.answered) {
            throw new UnreadableAnswerException("the answer has no " + String.join(" or ", required()));
        }
        // A refusal inside a success counts nothing: what is counted here are requests and images that were answered.
        Usage usage = found.failure == null ? PlainUsage.of(operation, found.bill) : null;
        return new AnswerFacts(found.model, usage, found.failure);
    }

    @Override
    public StreamReader stream() {
        return new PlainStream(operation, errors);
    }

    /** The fields without all of which an answer is none. */
    private List<String> required() {
        return switch (operation) {
            case MODERATIONS, RERANK -> List.of("results");
            case IMAGES -> List.of("data", "images");
            case TRANSCRIPTIONS -> List.of("text");
            case SPEECH -> List.of();
            case CHAT, EMBEDDINGS, COUNT_TOKENS, COMPLETIONS, RESPONSES, KEPT_RESPONSE ->
                throw new IllegalArgumentException(operation.wire() + " is read elsewhere");
        };
    }

    private void scan(JsonScanner scanner, Found found) throws IOException {
        if (scanner.nextToken() != JsonToken.START_OBJECT) {
            throw new UnreadableAnswerException("the answer is not a JSON object");
        }
        while (scanner.nextToken() == JsonToken.FIELD_NAME) {
            String name = scanner.currentName();
            scanner.nextToken();
            field(scanner, name, found);
        }
        if (scanner.nextToken() != null) {
            throw new UnreadableAnswerException("the answer goes on after its end");
        }
    }

    private void field(JsonScanner scanner, String name, Found found) throws IOException {
        switch (name) {
            case "model" -> found.model = scanner.tree().textValue();
            case "usage" -> found.bill.usage = scanner.tree();
            case "meta" -> found.bill.meta = scanner.tree();
            case "tokens" -> found.bill.tokens = operation == Operation.RERANK ? scanner.tree() : skipped(scanner);
            case "duration" -> found.bill.duration = scanner.tree();
            case "error" -> found.failure = PlainErrors.of(scanner.tree(), errors);
            case "results", "data", "images" -> {
                int count = count(scanner);
                boolean wanted = count >= 0 && required().contains(name);
                found.answered |= wanted;
                found.bill.items = wanted ? Math.max(found.bill.items, count) : found.bill.items;
            }
            case "text" -> {
                found.answered |= scanner.currentToken() == JsonToken.VALUE_STRING
                        && required().contains(name);
                scanner.skipChildren();
            }
            default -> scanner.skipChildren();
        }
    }

    private static @Nullable JsonNode skipped(JsonScanner scanner) throws IOException {
        scanner.skipChildren();
        return null;
    }

    /** How many elements an array has; below zero when there is none. */
    private static int count(JsonScanner scanner) throws IOException {
        if (scanner.currentToken() != JsonToken.START_ARRAY) {
            scanner.skipChildren();
            return -1;
        }
        int count = 0;
        while (scanner.nextToken() != JsonToken.END_ARRAY) {
            scanner.skipChildren();
            count++;
        }
        return count;
    }

    private static final class Found {
        private final PlainUsage.Bill bill = new PlainUsage.Bill();
        private @Nullable String model;
        private @Nullable Failure failure;
        private boolean answered;
    }
}
