package io.signalbox.simulator.dialect.gemini;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.simulator.dialect.Json;
import io.signalbox.simulator.dialect.ProviderError;

/**
 * Google's error body: {@code {"error":{code,message,status,details}}}. A wrong key is an invalid argument to it, and
 * only the details tell it from any other; a prompt it will not answer is no error but a success without candidates.
 */
final class GeminiErrors {
    private static final String TYPES = "type.googleapis.com/google.rpc.";

    private GeminiErrors() {}

    static ObjectNode body(ProviderError error, String message) {
        ObjectNode body = Json.object();
        if (error == ProviderError.CONTENT_FILTER) {
            body.putObject("promptFeedback").put("blockReason", "PROHIBITED_CONTENT");
            return body;
        }
        ObjectNode inner = body.putObject("error")
                .put("code", status(error))
                .put("message", words(error, message))
                .put("status", code(error));
        ArrayNode details = Json.object().putArray("details");
        details(error, details);
        if (!details.isEmpty()) {
            inner.set("details", details);
        }
        return body;
    }

    /** Of those a provider can have, the ones Google has. */
    static int status(ProviderError error) {
        return switch (error) {
            case CONTENT_FILTER -> 200;
            case INVALID_REQUEST, CONTEXT_LENGTH, UNAUTHORIZED, PAYMENT_REQUIRED, TOO_LARGE, UNPROCESSABLE -> 400;
            case FORBIDDEN, NOT_FOUND, CONFLICT, RATE_LIMITED, INSUFFICIENT_QUOTA, SERVER_ERROR, BAD_GATEWAY ->
                error.status();
            case UNAVAILABLE, OVERLOADED -> 503;
            case TIMEOUT, GATEWAY_TIMEOUT -> 504;
        };
    }

    private static String code(ProviderError error) {
        return switch (error) {
            case INVALID_REQUEST, CONTEXT_LENGTH, CONTENT_FILTER, UNAUTHORIZED, TOO_LARGE, UNPROCESSABLE ->
                "INVALID_ARGUMENT";
            case PAYMENT_REQUIRED -> "FAILED_PRECONDITION";
            case FORBIDDEN -> "PERMISSION_DENIED";
            case NOT_FOUND -> "NOT_FOUND";
            case CONFLICT -> "ABORTED";
            case RATE_LIMITED, INSUFFICIENT_QUOTA -> "RESOURCE_EXHAUSTED";
            case SERVER_ERROR, BAD_GATEWAY -> "INTERNAL";
            case UNAVAILABLE, OVERLOADED -> "UNAVAILABLE";
            case TIMEOUT, GATEWAY_TIMEOUT -> "DEADLINE_EXCEEDED";
        };
    }

    /** Where the status says no more than for other errors, the wording is what clients know it by. */
    private static String words(ProviderError error, String message) {
        if (error == ProviderError.CONTEXT_LENGTH) {
            return "The input token count (250000) exceeds the maximum number of tokens allowed (200000).";
        }
        return error == ProviderError.TOO_LARGE ? "Request payload size exceeds the limit: 20971520 bytes." : message;
    }

    private static void details(ProviderError error, ArrayNode details) {
        if (error == ProviderError.UNAUTHORIZED) {
            typed(details, "ErrorInfo").put("reason", "API_KEY_INVALID").put("domain", "googleapis.com");
        } else if (error == ProviderError.RATE_LIMITED || error == ProviderError.INSUFFICIENT_QUOTA) {
            String per = error == ProviderError.RATE_LIMITED ? "PerMinute" : "PerDay";
            typed(details, "QuotaFailure")
                    .putArray("violations")
                    .addObject()
                    .put("quotaId", "GenerateRequests" + per + "PerProjectPerModel");
            typed(details, "RetryInfo").put("retryDelay", "1s");
        }
    }

    private static ObjectNode typed(ArrayNode details, String type) {
        return details.addObject().put("@type", TYPES + type);
    }
}
