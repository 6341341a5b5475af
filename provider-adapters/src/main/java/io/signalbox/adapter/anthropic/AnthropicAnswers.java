package io.signalbox.adapter.anthropic;

import com.fasterxml.jackson.core.JsonToken;
import io.signalbox.adapter.AnswerReader;
import io.signalbox.adapter.Failure;
import io.signalbox.adapter.UnreadableAnswerException;
import io.signalbox.adapter.wire.JsonScanner;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Whole answers of the messages format, and the way into streamed ones. */
final class AnthropicAnswers implements AnswerReader {
    private final AnthropicFailures failures;

    AnthropicAnswers(AnthropicFailures failures) {
        this.failures = failures;
    }

    @Override
    public AnswerFacts read(byte[] bytes, int offset, int length) {
        WholeAnswer answer = new WholeAnswer();
        try {
            answer.scan(new JsonScanner(bytes, offset, length));
        } catch (IOException notJson) {
            throw new UnreadableAnswerException("the answer is not whole JSON");
        }
        if (answer.failure == null && !answer.content) {
            throw new UnreadableAnswerException("the answer has no content");
        }
        return new AnswerFacts(answer.model, answer.usage.toUsage(), answer.failure);
    }

    @Override
    public StreamReader stream() {
        return new AnthropicStream(failures);
    }

    /** One pass over one answer. */
    private final class WholeAnswer {
        private final AnthropicUsage usage = new AnthropicUsage();
        private @Nullable String model;
        private @Nullable Failure failure;
        private boolean content;

        private void scan(JsonScanner scanner) throws IOException {
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

        private void field(JsonScanner scanner, String name) throws IOException {
            switch (name) {
                case "model" -> model = scanner.currentToken() == JsonToken.VALUE_STRING ? scanner.text() : model;
                case "usage" -> usage.update(scanner);
                case "error" -> {
                    if (scanner.currentToken() == JsonToken.START_OBJECT) {
                        failure = failures.inside(scanner.tree());
                    }
                }
                case "content" -> content = scanner.currentToken() == JsonToken.START_ARRAY;
                default -> {}
            }
            scanner.skipChildren();
        }
    }
}
