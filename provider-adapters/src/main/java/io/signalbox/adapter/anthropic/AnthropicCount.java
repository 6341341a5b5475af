package io.signalbox.adapter.anthropic;

import com.fasterxml.jackson.core.JsonToken;
import io.signalbox.adapter.AnswerReader;
import io.signalbox.adapter.Failure;
import io.signalbox.adapter.UnreadableAnswerException;
import io.signalbox.adapter.Usage;
import io.signalbox.adapter.wire.JsonScanner;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The answer to whoever asked how many tokens a request has: a number, and nothing used. */
final class AnthropicCount implements AnswerReader {
    private final AnthropicFailures failures;

    AnthropicCount(AnthropicFailures failures) {
        this.failures = failures;
    }

    @Override
    public AnswerFacts read(byte[] bytes, int offset, int length) {
        try {
            return read(new JsonScanner(bytes, offset, length));
        } catch (IOException notJson) {
            throw new UnreadableAnswerException("the answer is not whole JSON");
        }
    }

    private AnswerFacts read(JsonScanner scanner) throws IOException {
        if (scanner.nextToken() != JsonToken.START_OBJECT) {
            throw new UnreadableAnswerException("the answer is not a JSON object");
        }
        boolean counted = false;
        @Nullable Failure failure = null;
        while (scanner.nextToken() == JsonToken.FIELD_NAME) {
            String name = scanner.currentName();
            JsonToken value = scanner.nextToken();
            if (name.equals("input_tokens")) {
                counted = value == JsonToken.VALUE_NUMBER_INT;
            } else if (name.equals("error") && value == JsonToken.START_OBJECT) {
                failure = failures.inside(scanner.tree());
            }
            scanner.skipChildren();
        }
        if (scanner.nextToken() != null || (failure == null && !counted)) {
            throw new UnreadableAnswerException("the answer has no count");
        }
        return new AnswerFacts(null, failure == null ? Usage.NONE : null, failure);
    }

    @Override
    public StreamReader stream() {
        throw new IllegalStateException("a count is not streamed");
    }
}
