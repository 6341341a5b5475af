package io.signalbox.adapter.openai;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.Failure;
import io.signalbox.adapter.UnreadableAnswerException;
import io.signalbox.adapter.Usage;
import io.signalbox.adapter.wire.JsonScanner;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One pass over an answer or a chunk of one, keeping only what the ledger and the failover need. Names, usage and the
 * count of characters outlive a chunk; what a single chunk is, is asked right after it was scanned.
 */
final class OpenAiScan {
    private static final Set<String> COUNTED =
            Set.of("content", "text", "reasoning_content", "reasoning", "refusal", "arguments", "transcript");

    private final OpenAiFailures failures;
    private @Nullable String model;
    private @Nullable String tier;
    private @Nullable OpenAiUsage usage;
    private long characters;

    private @Nullable Failure failure;
    private boolean list;
    private int choices;
    private boolean content;
    private boolean usageHere;

    OpenAiScan(OpenAiFailures failures) {
        this.failures = failures;
    }

    void scan(byte[] bytes, int offset, int length) throws IOException {
        failure = null;
        list = false;
        choices = 0;
        content = false;
        usageHere = false;
        JsonScanner scanner = new JsonScanner(bytes, offset, length);
        if (scanner.nextToken() != JsonToken.START_OBJECT) {
            throw new UnreadableAnswerException("the answer is not a JSON object");
        }
        while (scanner.nextToken() == JsonToken.FIELD_NAME) {
            String name = scanner.currentName();
            scanner.nextToken();
            field(scanner, name);
        }
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
        return usage == null ? null : usage.toUsage(tier);
    }

    long characters() {
        return characters;
    }

    @Nullable
    Failure failure() {
        return failure;
    }

    /** Whether {@code choices} or {@code data}, as an array, was there. */
    boolean hasList() {
        return list;
    }

    boolean hasContent() {
        return content;
    }

    boolean isUsageOnly() {
        return usageHere && choices == 0;
    }

    private void field(JsonScanner scanner, String name) throws IOException {
        switch (name) {
            case "model" -> model = firstText(scanner, model);
            case "service_tier" -> tier = text(scanner, tier);
            case "usage" -> usage(scanner);
            case "error" -> error(scanner);
            case "data" -> {
                list = scanner.currentToken() == JsonToken.START_ARRAY;
                scanner.skipChildren();
            }
            case "choices" -> choices(scanner);
            default -> scanner.skipChildren();
        }
    }

    private void usage(JsonScanner scanner) throws IOException {
        OpenAiUsage reported = OpenAiUsage.read(scanner);
        if (reported != null) {
            usage = reported;
            usageHere = true;
        }
    }

    private void error(JsonScanner scanner) throws IOException {
        JsonNode error = scanner.tree();
        boolean empty = error.isNull() || (error.isContainerNode() && error.isEmpty()) || !error.asBoolean(true);
        if (!empty && !(error.isTextual() && error.textValue().isEmpty())) {
            failure = failures.inside(error);
        }
    }

    private void choices(JsonScanner scanner) throws IOException {
        if (scanner.currentToken() != JsonToken.START_ARRAY) {
            scanner.skipChildren();
            return;
        }
        list = true;
        while (scanner.nextToken() != JsonToken.END_ARRAY) {
            choices++;
            if (scanner.currentToken() == JsonToken.START_OBJECT) {
                choice(scanner);
            } else {
                scanner.skipChildren();
            }
        }
    }

    private void choice(JsonScanner scanner) throws IOException {
        while (scanner.nextToken() == JsonToken.FIELD_NAME) {
            String name = scanner.currentName();
            scanner.nextToken();
            switch (name) {
                case "delta", "message", "text" -> content(scanner, name);
                case "finish_reason" -> finish(text(scanner, null));
                case "usage" -> usage(scanner);
                case "error" -> error(scanner);
                default -> scanner.skipChildren();
            }
        }
    }

    private void finish(@Nullable String reason) {
        if (reason != null) {
            content = true;
            Failure broken = OpenAiFailures.finish(reason);
            failure = broken != null && failure == null ? broken : failure;
        }
    }

    /** Any text below counts as content but the role; how deep it stands differs between servers. */
    private void content(JsonScanner scanner, String name) throws IOException {
        JsonToken token = scanner.currentToken();
        if (token == JsonToken.START_OBJECT) {
            while (scanner.nextToken() == JsonToken.FIELD_NAME) {
                String inner = scanner.currentName();
                scanner.nextToken();
                content(scanner, inner);
            }
        } else if (token == JsonToken.START_ARRAY) {
            while (scanner.nextToken() != JsonToken.END_ARRAY) {
                content(scanner, name);
            }
        } else if (token == JsonToken.VALUE_STRING && !name.equals("role")) {
            content(name, scanner.textLength());
        }
    }

    private void content(String name, int length) {
        content |= length > 0;
        characters += COUNTED.contains(name) ? length : 0;
    }

    private static @Nullable String firstText(JsonScanner scanner, @Nullable String known) throws IOException {
        return known != null && scanner.currentToken() == JsonToken.VALUE_STRING ? known : text(scanner, known);
    }

    private static @Nullable String text(JsonScanner scanner, @Nullable String otherwise) throws IOException {
        if (scanner.currentToken() == JsonToken.VALUE_STRING) {
            String text = scanner.text();
            return text.isEmpty() ? otherwise : text;
        }
        scanner.skipChildren();
        return otherwise;
    }
}
