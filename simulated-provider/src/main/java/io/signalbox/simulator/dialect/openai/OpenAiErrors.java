package io.signalbox.simulator.dialect.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.simulator.dialect.Json;
import io.signalbox.simulator.dialect.ProviderError;
import org.jspecify.annotations.Nullable;

/** OpenAI's error body: {@code {"error":{message,type,param,code}}}. */
final class OpenAiErrors {
    private OpenAiErrors() {}

    static ObjectNode body(ProviderError error, String message) {
        ObjectNode body = Json.object();
        body.putObject("error")
                .put("message", message)
                .put("type", type(error))
                .putNull("param")
                .put("code", code(error));
        return body;
    }

    private static String type(ProviderError error) {
        return switch (error) {
            case INVALID_REQUEST,
                    CONTEXT_LENGTH,
                    CONTENT_FILTER,
                    UNAUTHORIZED,
                    PAYMENT_REQUIRED,
                    FORBIDDEN,
                    NOT_FOUND,
                    CONFLICT,
                    TOO_LARGE,
                    UNPROCESSABLE -> "invalid_request_error";
            case RATE_LIMITED -> "requests";
            case INSUFFICIENT_QUOTA -> "insufficient_quota";
            case TIMEOUT -> "timeout";
            case UNAVAILABLE, OVERLOADED -> "service_unavailable_error";
            case SERVER_ERROR, BAD_GATEWAY, GATEWAY_TIMEOUT -> "server_error";
        };
    }

    private static @Nullable String code(ProviderError error) {
        return switch (error) {
            case CONTEXT_LENGTH -> "context_length_exceeded";
            case CONTENT_FILTER -> "content_policy_violation";
            case UNAUTHORIZED -> "invalid_api_key";
            case PAYMENT_REQUIRED -> "billing_not_active";
            case FORBIDDEN -> "unsupported_country_region_territory";
            case NOT_FOUND -> "model_not_found";
            case RATE_LIMITED -> "rate_limit_exceeded";
            case INSUFFICIENT_QUOTA -> "insufficient_quota";
            case UNAVAILABLE, OVERLOADED -> "server_is_overloaded";
            case INVALID_REQUEST,
                    TIMEOUT,
                    CONFLICT,
                    TOO_LARGE,
                    UNPROCESSABLE,
                    SERVER_ERROR,
                    BAD_GATEWAY,
                    GATEWAY_TIMEOUT -> null;
        };
    }
}
