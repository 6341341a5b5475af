package io.signalbox.adapter.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.Failure;
import io.signalbox.adapter.FailureReader;
import io.signalbox.adapter.HeaderLookup;
import io.signalbox.adapter.wire.ErrorWords;
import io.signalbox.adapter.wire.StatusMeaning;
import io.signalbox.adapter.wire.WaitHint;
import io.signalbox.contracts.usage.FailureKind;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Ollama's errors, {@code {"error":"…"}}: the wording decides where it is specific, then the status. */
final class OllamaFailures implements FailureReader {
    private final WaitHint waits;

    OllamaFailures(InstantSource clock) {
        this.waits = new WaitHint(clock);
    }

    @Override
    public Failure read(int status, HeaderLookup headers, byte[] body) {
        ErrorWords words = ErrorWords.of(body);
        FailureKind worded = wording(status, words);
        return new Failure(
                worded == null ? StatusMeaning.of(status) : worded,
                status,
                words.message() == null ? "status " + status + " without a readable error message" : words.message(),
                words.code(),
                waits.read(headers));
    }

    /** An error in the place of an answer, or in the middle of one. */
    Failure inside(JsonNode line) {
        ErrorWords words = ErrorWords.of(line);
        FailureKind worded = wording(0, words);
        return new Failure(
                worded == null ? FailureKind.PROVIDER_ERROR : worded,
                null,
                words.message() == null ? "an error without a message" : words.message(),
                words.code(),
                null);
    }

    private static @Nullable FailureKind wording(int status, ErrorWords words) {
        String text = words.lowerCaseMessage();
        if (text.contains("exceeds the context length") || text.contains("exceeds maximum context")) {
            return FailureKind.CONTEXT_OVERFLOW;
        }
        return text.startsWith("model ") && text.contains("not found")
                ? FailureKind.MODEL_NOT_FOUND
                : StatusMeaning.ofWording(status, words);
    }
}
