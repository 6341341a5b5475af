package io.signalbox.adapter.cohere;

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

/** Cohere's errors, {@code {"message":"…"}}: the wording decides where it is specific, then the status. */
final class CohereFailures implements FailureReader {
    /** A key on Cohere's list of keys that are no longer taken (docs.cohere.com/reference/errors). */
    private static final int KEY_DENIED = 498;

    private final WaitHint waits;

    CohereFailures(InstantSource clock) {
        this.waits = new WaitHint(clock);
    }

    @Override
    public Failure read(int status, HeaderLookup headers, byte[] body) {
        ErrorWords words = ErrorWords.of(body);
        return new Failure(
                kind(status, words),
                status,
                words.message() == null ? "status " + status + " without a readable error message" : words.message(),
                words.code(),
                waits.read(headers));
    }

    /** An error in the middle of an answer. */
    Failure inside(JsonNode event) {
        ErrorWords words = ErrorWords.of(event);
        FailureKind worded = wording(0, words);
        return new Failure(
                worded == null ? FailureKind.PROVIDER_ERROR : worded,
                null,
                words.message() == null ? "an error without a message" : words.message(),
                words.code(),
                null);
    }

    private static FailureKind kind(int status, ErrorWords words) {
        if (status == KEY_DENIED) {
            return FailureKind.CREDENTIAL_REFUSED;
        }
        FailureKind worded = wording(status, words);
        return worded == null ? StatusMeaning.of(status) : worded;
    }

    private static @Nullable FailureKind wording(int status, ErrorWords words) {
        String text = words.lowerCaseMessage();
        if (text.contains("invalid api token")) {
            return FailureKind.CREDENTIAL_REFUSED;
        }
        return text.startsWith("too many tokens")
                ? FailureKind.CONTEXT_OVERFLOW
                : StatusMeaning.ofWording(status, words);
    }
}
