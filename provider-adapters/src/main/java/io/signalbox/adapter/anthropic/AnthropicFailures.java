package io.signalbox.adapter.anthropic;

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

/**
 * Errors of the messages format. Wording decides first, because a spent account, a prompt that is too long and a wrong
 * parameter all come as {@code invalid_request_error}; then the error's type, then the HTTP status.
 */
final class AnthropicFailures implements FailureReader {
    private static final int NO_STATUS = 0;
    private static final String SPEND_LIMIT = "enforced_spend_limit_reached";

    private final WaitHint waits;

    AnthropicFailures(InstantSource clock) {
        this.waits = new WaitHint(clock);
    }

    @Override
    public Failure read(int status, HeaderLookup headers, byte[] body) {
        ErrorWords words = ErrorWords.of(body);
        String message =
                words.message() != null ? words.message() : "status " + status + " without a readable error message";
        return new Failure(kind(status, words), status, message, code(words), waits.read(headers));
    }

    /** An error inside an answer that came with a success status, whole or streamed; {@code root} is the whole event. */
    Failure inside(JsonNode root) {
        ErrorWords words = ErrorWords.of(root);
        String message = words.message() != null ? words.message() : "an error without a message";
        return new Failure(kind(NO_STATUS, words), null, message, code(words), null);
    }

    private static @Nullable String code(ErrorWords words) {
        return words.code() != null ? words.code() : words.type();
    }

    private static FailureKind kind(int status, ErrorWords words) {
        if (SPEND_LIMIT.equals(words.code())
                || SPEND_LIMIT.equals(words.type())
                || words.lowerCaseMessage().contains(SPEND_LIMIT)) {
            return FailureKind.QUOTA_EXHAUSTED;
        }
        FailureKind told = StatusMeaning.ofWording(status, words);
        if (told == null) {
            told = byType(words.type());
        }
        if (told != null) {
            return told;
        }
        return status == NO_STATUS ? FailureKind.PROVIDER_ERROR : StatusMeaning.of(status);
    }

    private static @Nullable FailureKind byType(@Nullable String type) {
        if (type == null) {
            return null;
        }
        return switch (type) {
            case "invalid_request_error" -> FailureKind.INVALID_REQUEST;
            case "authentication_error" -> FailureKind.CREDENTIAL_REFUSED;
            case "billing_error" -> FailureKind.QUOTA_EXHAUSTED;
            case "permission_error" -> FailureKind.FORBIDDEN;
            case "not_found_error" -> FailureKind.MODEL_NOT_FOUND;
            case "request_too_large" -> FailureKind.REQUEST_TOO_LARGE;
            case "rate_limit_error" -> FailureKind.RATE_LIMITED;
            case "timeout_error" -> FailureKind.PROVIDER_TIMEOUT;
            case "overloaded_error" -> FailureKind.OVERLOADED;
            case "api_error", "conflict_error" -> FailureKind.PROVIDER_ERROR;
            default -> null;
        };
    }
}
