package io.signalbox.adapter.wire;

import io.signalbox.contracts.usage.FailureKind;
import org.jspecify.annotations.Nullable;

/** What HTTP statuses mean among model providers, and the meanings that only a message's wording gives away. */
public final class StatusMeaning {
    private StatusMeaning() {}

    /** The kind a status stands for when nothing else is known. */
    public static FailureKind of(int status) {
        return switch (status) {
            case 401 -> FailureKind.CREDENTIAL_REFUSED;
            case 402 -> FailureKind.QUOTA_EXHAUSTED;
            case 403, 451 -> FailureKind.FORBIDDEN;
            case 404 -> FailureKind.MODEL_NOT_FOUND;
            case 408, 504, 524 -> FailureKind.PROVIDER_TIMEOUT;
            case 409 -> FailureKind.PROVIDER_ERROR;
            case 413 -> FailureKind.REQUEST_TOO_LARGE;
            case 429 -> FailureKind.RATE_LIMITED;
            case 498, 503, 529 -> FailureKind.OVERLOADED;
            default -> status >= 400 && status < 500 ? FailureKind.INVALID_REQUEST : FailureKind.PROVIDER_ERROR;
        };
    }

    /** The kind that the wording gives away where providers share one status and code for many; null for none. */
    public static @Nullable FailureKind ofWording(int status, ErrorWords words) {
        if (status >= 500) {
            return null;
        }
        String text = words.lowerCaseMessage();
        if (containsAny(
                text, "balance is too low", "insufficient balance", "insufficient credit", "balance is insuf")) {
            return FailureKind.QUOTA_EXHAUSTED;
        }
        if (text.contains("content filtering policy")) {
            return FailureKind.CONTENT_FILTERED;
        }
        if (status != 429 && isContextOverflow(text)) {
            return FailureKind.CONTEXT_OVERFLOW;
        }
        if (containsAny(text, "model not exist", "model does not exist", "unknown model", "model not found")
                || (text.contains("model") && text.contains("does not exist"))) {
            return FailureKind.MODEL_NOT_FOUND;
        }
        return containsAny(text, "api key not valid", "invalid api key", "incorrect api key")
                ? FailureKind.CREDENTIAL_REFUSED
                : null;
    }

    private static boolean isContextOverflow(String text) {
        return containsAny(
                text,
                "maximum context length",
                "context length exceeded",
                "context_length_exceeded",
                "context window",
                "context limit",
                "prompt is too long");
    }

    private static boolean containsAny(String text, String... parts) {
        for (String part : parts) {
            if (text.contains(part)) {
                return true;
            }
        }
        return false;
    }
}
