package io.signalbox.adapter.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.signalbox.adapter.Failure;
import io.signalbox.adapter.FailureReader;
import io.signalbox.adapter.HeaderLookup;
import io.signalbox.adapter.wire.ErrorWords;
import io.signalbox.adapter.wire.KeyRedaction;
import io.signalbox.adapter.wire.StatusMeaning;
import io.signalbox.adapter.wire.WaitHint;
import io.signalbox.adapter.wire.WireJson;
import io.signalbox.contracts.usage.FailureKind;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Google's errors: {@code {"error":{code,message,status,details}}} (google.rpc.Status, google/rpc/error_details.proto).
 * The reason among the details decides where it is specific, for a wrong key comes as an invalid argument; then the
 * quota that was violated, then the wording, then the status, then HTTP's.
 */
final class GeminiFailures implements FailureReader {
    private static final int NO_STATUS = 0;

    private final WaitHint waits;

    GeminiFailures(InstantSource clock) {
        this.waits = new WaitHint(clock);
    }

    @Override
    public Failure read(int status, HeaderLookup headers, byte[] body) {
        JsonNode error = error(body);
        ErrorWords words = ErrorWords.of(body);
        String message =
                words.message() != null ? words.message() : "status " + status + " without a readable error message";
        Duration wait = waits.read(headers);
        return new Failure(
                kind(status, error, words), status, message, code(error, words), wait != null ? wait : delay(error));
    }

    /** An error inside an answer that came with a success status, whole or streamed. */
    Failure inside(JsonNode error) {
        ErrorWords words = ErrorWords.of(error);
        Integer number = words.number();
        int status = number != null && number >= 400 && number <= 599 ? number : NO_STATUS;
        String message = words.message() != null ? words.message() : "an error without a message";
        return new Failure(kind(status, error, words), null, message, code(error, words), delay(error));
    }

    /** A prompt that was refused: a success without candidates (GenerateContentResponse.PromptFeedback). */
    static Failure blocked(String reason) {
        return Failure.of(FailureKind.CONTENT_FILTERED, "the prompt was blocked: " + KeyRedaction.apply(reason));
    }

    /** The failure a finish reason stands for (Candidate.FinishReason); null for one that ends an answer. */
    static @Nullable Failure finish(String reason) {
        return switch (reason) {
            case "MALFORMED_FUNCTION_CALL",
                    "MALFORMED_RESPONSE",
                    "UNEXPECTED_TOOL_CALL",
                    "TOO_MANY_TOOL_CALLS",
                    "MISSING_THOUGHT_SIGNATURE",
                    "LANGUAGE",
                    "NO_IMAGE",
                    "IMAGE_OTHER",
                    "OTHER" ->
                new Failure(FailureKind.PROVIDER_ERROR, null, "the answer broke off: " + reason, reason, null);
            default -> null;
        };
    }

    private static JsonNode error(byte[] body) {
        try {
            JsonNode root = WireJson.tree(body);
            return (root.isArray() ? root.path(0) : root).path("error");
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }

    private static @Nullable String code(JsonNode error, ErrorWords words) {
        for (String code : new String[] {reason(error), error.path("status").asText("")}) {
            if (!code.isEmpty()) {
                return KeyRedaction.apply(code);
            }
        }
        return words.code();
    }

    private static FailureKind kind(int status, JsonNode error, ErrorWords words) {
        FailureKind told = byReason(reason(error));
        if (told == null && isForTheDay(error)) {
            told = FailureKind.QUOTA_EXHAUSTED;
        }
        if (told == null) {
            told = byWording(words.lowerCaseMessage());
        }
        if (told == null) {
            told = StatusMeaning.ofWording(status, words);
        }
        if (told == null) {
            told = byStatus(error.path("status").asText(""));
        }
        if (told != null) {
            return told;
        }
        return status == NO_STATUS ? FailureKind.PROVIDER_ERROR : StatusMeaning.of(status);
    }

    /** {@code google.api.ErrorReason} of an ErrorInfo. */
    private static @Nullable FailureKind byReason(String reason) {
        return switch (reason) {
            case "API_KEY_INVALID", "ACCESS_TOKEN_EXPIRED", "CREDENTIALS_MISSING" -> FailureKind.CREDENTIAL_REFUSED;
            case "BILLING_DISABLED" -> FailureKind.QUOTA_EXHAUSTED;
            case "API_KEY_SERVICE_BLOCKED",
                    "API_KEY_HTTP_REFERRER_BLOCKED",
                    "API_KEY_IP_ADDRESS_BLOCKED",
                    "SERVICE_DISABLED",
                    "CONSUMER_SUSPENDED" -> FailureKind.FORBIDDEN;
            default -> null;
        };
    }

    /** A quota per day is not there again after the delay that comes with it (google.rpc.QuotaFailure). */
    private static boolean isForTheDay(JsonNode error) {
        for (JsonNode detail : error.path("details")) {
            for (JsonNode violation : detail.path("violations")) {
                if (violation.path("quotaId").asText("").contains("PerDay")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static @Nullable FailureKind byWording(String message) {
        if (message.contains("exceeds the maximum number of tokens")) {
            return FailureKind.CONTEXT_OVERFLOW;
        }
        if (message.contains("payload size exceeds")) {
            return FailureKind.REQUEST_TOO_LARGE;
        }
        if (message.contains("credits are depleted") || message.contains("spending cap")) {
            return FailureKind.QUOTA_EXHAUSTED;
        }
        return message.contains("unregistered callers") || message.contains("reported as leaked")
                ? FailureKind.CREDENTIAL_REFUSED
                : null;
    }

    /** {@code google.rpc.Code}; a failed precondition is the account's region or billing. */
    private static @Nullable FailureKind byStatus(String status) {
        return switch (status.toUpperCase(Locale.ROOT)) {
            case "INVALID_ARGUMENT", "OUT_OF_RANGE", "UNIMPLEMENTED" -> FailureKind.INVALID_REQUEST;
            case "UNAUTHENTICATED" -> FailureKind.CREDENTIAL_REFUSED;
            case "PERMISSION_DENIED", "FAILED_PRECONDITION" -> FailureKind.FORBIDDEN;
            case "NOT_FOUND" -> FailureKind.MODEL_NOT_FOUND;
            case "RESOURCE_EXHAUSTED" -> FailureKind.RATE_LIMITED;
            case "UNAVAILABLE" -> FailureKind.OVERLOADED;
            case "DEADLINE_EXCEEDED" -> FailureKind.PROVIDER_TIMEOUT;
            case "INTERNAL", "UNKNOWN", "ABORTED", "CANCELLED", "DATA_LOSS" -> FailureKind.PROVIDER_ERROR;
            default -> null;
        };
    }

    private static String reason(JsonNode error) {
        return detail(error, "reason");
    }

    /** {@code google.rpc.RetryInfo}: seconds and an {@code s}. */
    private static @Nullable Duration delay(JsonNode error) {
        String delay = detail(error, "retryDelay");
        return delay.endsWith("s") ? WaitHint.seconds(delay.substring(0, delay.length() - 1)) : null;
    }

    /** That field of the first detail that has it. */
    private static String detail(JsonNode error, String field) {
        for (JsonNode detail : error.path("details")) {
            if (detail.path(field).isTextual()) {
                return detail.path(field).textValue();
            }
        }
        return "";
    }
}
