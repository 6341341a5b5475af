package io.signalbox.adapter.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.Failure;
import io.signalbox.adapter.FailureReader;
import io.signalbox.adapter.HeaderLookup;
import io.signalbox.adapter.wire.ErrorWords;
import io.signalbox.adapter.wire.StatusMeaning;
import io.signalbox.adapter.wire.WaitHint;
import io.signalbox.contracts.usage.FailureKind;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's errors and those of servers that imitate them. The code decides where it is specific, then the wording where
 * providers share one code for many things, then the HTTP status, then the error's type.
 */
final class OpenAiFailures implements FailureReader {
    private static final int NO_STATUS = 0;

    private final WaitHint waits;

    OpenAiFailures(InstantSource clock) {
        this.waits = new WaitHint(clock);
    }

    @Override
    public Failure read(int status, HeaderLookup headers, byte[] body) {
        ErrorWords words = ErrorWords.of(body);
        String message =
                words.message() != null ? words.message() : "status " + status + " without a readable error message";
        return new Failure(kind(status, words), status, message, words.code(), waits.read(headers));
    }

    /** An error inside an answer that came with a success status, whole or streamed. */
    Failure inside(JsonNode error) {
        ErrorWords words = ErrorWords.of(error);
        Integer number = words.number();
        int status = number != null && number >= 400 && number <= 599 ? number : NO_STATUS;
        String message = words.message() != null ? words.message() : "an error without a message";
        return new Failure(kind(status, words), null, message, words.code(), null);
    }

    /** The failure that a finish reason stands for; null for an ordinary one. */
    static @Nullable Failure finish(String reason) {
        return switch (reason) {
            case "error", "abort" ->
                new Failure(FailureKind.PROVIDER_ERROR, null, "the answer broke off: " + reason, reason, null);
            case "insufficient_system_resource" ->
                new Failure(FailureKind.OVERLOADED, null, "the answer broke off: " + reason, reason, null);
            default -> null;
        };
    }

    private static FailureKind kind(int status, ErrorWords words) {
        FailureKind byCode = words.flagged() ? FailureKind.CONTENT_FILTERED : byCode(words.code());
        if (byCode == null) {
            byCode = byCode(words.type());
        }
        if (byCode == null) {
            byCode = StatusMeaning.ofWording(status, words);
        }
        if (byCode != null) {
            return byCode;
        }
        return status == NO_STATUS ? byType(words.type()) : StatusMeaning.of(status);
    }

    private static @Nullable FailureKind byCode(@Nullable String code) {
        if (code == null) {
            return null;
        }
        return switch (code.toLowerCase(Locale.ROOT)) {
            case "insufficient_quota",
                    "credit_balance_exhausted",
                    "billing_hard_limit_reached",
                    "billing_not_active",
                    "insufficient_balance",
                    "insufficient_credits" -> FailureKind.QUOTA_EXHAUSTED;
            case "context_length_exceeded", "string_above_max_length" -> FailureKind.CONTEXT_OVERFLOW;
            case "content_filter", "content_policy_violation", "responsibleaipolicyviolation", "moderation_blocked" ->
                FailureKind.CONTENT_FILTERED;
            case "model_not_found", "deploymentnotfound", "model_not_available" -> FailureKind.MODEL_NOT_FOUND;
            case "invalid_api_key", "incorrect_api_key", "account_deactivated", "invalid_authentication" ->
                FailureKind.CREDENTIAL_REFUSED;
            case "invalid_prompt",
                    "invalid_image",
                    "invalid_image_url",
                    "invalid_image_format",
                    "invalid_base64_image" -> FailureKind.INVALID_REQUEST;
            case "rate_limit_exceeded", "too_many_requests" -> FailureKind.RATE_LIMITED;
            case "slow_down", "server_is_overloaded", "overloaded_error", "capacity_exceeded" -> FailureKind.OVERLOADED;
            default -> null;
        };
    }

    private static FailureKind byType(@Nullable String type) {
        if (type == null) {
            return FailureKind.PROVIDER_ERROR;
        }
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "invalid_request_error", "badrequesterror" -> FailureKind.INVALID_REQUEST;
            case "authentication_error" -> FailureKind.CREDENTIAL_REFUSED;
            case "permission_error" -> FailureKind.FORBIDDEN;
            case "not_found_error", "notfounderror" -> FailureKind.MODEL_NOT_FOUND;
            case "rate_limit_error", "requests", "tokens" -> FailureKind.RATE_LIMITED;
            case "service_unavailable_error" -> FailureKind.OVERLOADED;
            case "timeout_error" -> FailureKind.PROVIDER_TIMEOUT;
            default -> FailureKind.PROVIDER_ERROR;
        };
    }
}
