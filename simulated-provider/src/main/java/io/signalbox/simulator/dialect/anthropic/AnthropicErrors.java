package io.signalbox.simulator.dialect.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.simulator.dialect.Json;
import io.signalbox.simulator.dialect.ProviderError;

/** Anthropic's error body: {@code {"type":"error","error":{type,message}}}. */
final class AnthropicErrors {
    private AnthropicErrors() {}

    static ObjectNode body(ProviderError error, String message) {
        ObjectNode body = Json.object().put("type", "error");
        body.putObject("error").put("type", type(error)).put("message", words(error, message));
        return body;
    }

    /** Where the type says no more than for other errors, the wording is what clients know it by. */
    private static String words(ProviderError error, String message) {
        if (error == ProviderError.CONTEXT_LENGTH) {
            return "prompt is too long: 250000 tokens > 200000 maximum";
        }
        return error == ProviderError.INSUFFICIENT_QUOTA ? "enforced_spend_limit_reached: " + message : message;
    }

    private static String type(ProviderError error) {
        return switch (error) {
            case INVALID_REQUEST, CONTEXT_LENGTH, CONTENT_FILTER, UNPROCESSABLE -> "invalid_request_error";
            case UNAUTHORIZED -> "authentication_error";
            case PAYMENT_REQUIRED -> "billing_error";
            case FORBIDDEN -> "permission_error";
            case NOT_FOUND -> "not_found_error";
            case CONFLICT -> "conflict_error";
            case TOO_LARGE -> "request_too_large";
            case RATE_LIMITED, INSUFFICIENT_QUOTA -> "rate_limit_error";
            case TIMEOUT, GATEWAY_TIMEOUT -> "timeout_error";
            case SERVER_ERROR, BAD_GATEWAY -> "api_error";
            case UNAVAILABLE, OVERLOADED -> "overloaded_error";
        };
    }
}
