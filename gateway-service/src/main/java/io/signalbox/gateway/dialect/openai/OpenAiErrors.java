package io.signalbox.gateway.dialect.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.adapter.Failure;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.gateway.conversation.CallerErrors;
import io.signalbox.kit.problem.RefusedException;
import io.signalbox.kit.problem.Violation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Errors as OpenAI's SDKs expect them: {@code {"error":{"message","type","param","code"}}}. What is wrong with the
 * request has a status of the caller's kind; what is wrong with a provider or its key never looks like the caller's
 * own mistake.
 */
public final class OpenAiErrors implements CallerErrors {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long RETRY_AFTER_MAX_SECONDS = 60;
    private static final String INVALID_REQUEST = "invalid_request_error";
    private static final String API_ERROR = "api_error";

    /** How one kind of failure is told. */
    private record Shape(int status, String type, String code, boolean retry) {}

    @Override
    public ErrorReply whole(Failure failure) {
        Shape shape = shape(failure.kind());
        Long retryAfter = shape.retry() ? seconds(failure.retryAfter()) : null;
        return new ErrorReply(shape.status(), json(error(failure, shape)), retryAfter, shape.retry());
    }

    @Override
    public byte[] inStream(Failure failure) {
        byte[] json = json(error(failure, shape(failure.kind())));
        byte[] frame = new byte[json.length + 8];
        System.arraycopy("data: ".getBytes(StandardCharsets.US_ASCII), 0, frame, 0, 6);
        System.arraycopy(json, 0, frame, 6, json.length);
        frame[frame.length - 2] = '\n';
        frame[frame.length - 1] = '\n';
        return frame;
    }

    /** The body for a call that was refused. */
    public byte[] refused(RefusedException refused) {
        Violation violation = refused.violations().getFirst();
        String type = switch (refused.refusal().kind()) {
            case LIMITED -> "rate_limit_error";
            case UNAUTHENTICATED -> "authentication_error";
            case FORBIDDEN -> "permission_error";
            case UNAVAILABLE -> "service_unavailable_error";
            case INVALID,
                    NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    NOT_ACCEPTABLE,
                    CONFLICT,
                    GONE,
                    STALE,
                    TOO_LARGE,
                    UNSUPPORTED_MEDIA_TYPE,
                    RANGE_NOT_SATISFIABLE,
                    UNPROCESSABLE,
                    PRECONDITION_REQUIRED,
                    QUOTA_EXCEEDED -> INVALID_REQUEST;
        };
        return json(error(violation.detail() + " " + violation.remedy(), type, violation.field(), violation.code()));
    }

    /** The body for a request that did not arrive whole. */
    public byte[] requestTimeout() {
        return json(error(
                "The request body stopped arriving. Send it without long pauses.",
                INVALID_REQUEST,
                null,
                "request_timeout"));
    }

    /** The body for a mistake of ours. */
    public byte[] internal() {
        return json(error("The gateway itself failed.", API_ERROR, null, "internal_error"));
    }

    private static ObjectNode error(Failure failure, Shape shape) {
        return error(message(failure), shape.type(), null, code(failure, shape));
    }

    /** A provider's words about its own key would read as if the caller's were meant. */
    private static String message(Failure failure) {
        if (failure.kind() == FailureKind.CREDENTIAL_REFUSED) {
            return "The provider refused the key of this configuration.";
        }
        return failure.kind() == FailureKind.FORBIDDEN
                ? "The provider does not allow the key of this configuration to do this."
                : failure.message();
    }

    /** A provider's own code where it speaks of the request, and ours otherwise. */
    private static String code(Failure failure, Shape shape) {
        boolean ours = failure.status() == null;
        String code = failure.code();
        return code != null && (ours || failure.kind() == FailureKind.INVALID_REQUEST) ? code : shape.code();
    }

    private static ObjectNode error(String message, String type, @Nullable String param, String code) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("error")
                .put("message", message)
                .put("type", type)
                .put("param", param)
                .put("code", code);
        return body;
    }

    private static byte[] json(ObjectNode body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of strings cannot be written", impossible);
        }
    }

    /** Whole seconds, at least one and at most a minute: some SDKs sleep for whatever they are told. */
    private static Long seconds(@Nullable Duration wait) {
        long seconds = wait == null ? 1 : (wait.toMillis() + 999) / 1000;
        return Math.max(1, Math.min(RETRY_AFTER_MAX_SECONDS, seconds));
    }

    private static Shape shape(FailureKind kind) {
        return switch (kind) {
            case INVALID_REQUEST -> new Shape(400, INVALID_REQUEST, "invalid_request", false);
            case UNSUPPORTED -> new Shape(400, INVALID_REQUEST, "unsupported_parameter", false);
            case CONTEXT_OVERFLOW -> new Shape(400, INVALID_REQUEST, "context_length_exceeded", false);
            case CONTENT_FILTERED -> new Shape(400, INVALID_REQUEST, "content_policy_violation", false);
            case REQUEST_TOO_LARGE -> new Shape(413, INVALID_REQUEST, "request_too_large", false);
            case MODEL_NOT_FOUND -> new Shape(404, INVALID_REQUEST, "model_not_found", false);
            case RATE_LIMITED -> new Shape(429, "rate_limit_error", "rate_limit_exceeded", true);
            case QUOTA_EXHAUSTED -> new Shape(429, "insufficient_quota", "insufficient_quota", false);
            case CREDENTIAL_REFUSED, FORBIDDEN -> new Shape(502, API_ERROR, "provider_credential_refused", false);
            case CREDENTIAL_UNAVAILABLE ->
                new Shape(503, "service_unavailable_error", "provider_credential_unavailable", true);
            case OVERLOADED -> new Shape(503, "service_unavailable_error", "server_is_overloaded", true);
            case CONNECT_FAILED, CONNECTION_LOST, STREAM_TRUNCATED, MALFORMED_ANSWER, PROVIDER_ERROR ->
                new Shape(502, API_ERROR, "provider_error", true);
            case CONNECT_TIMEOUT, FIRST_TOKEN_TIMEOUT, IDLE_TIMEOUT, TOTAL_TIMEOUT, PROVIDER_TIMEOUT ->
                new Shape(504, API_ERROR, "provider_timeout", true);
            case CALLER_GONE -> new Shape(499, API_ERROR, "caller_gone", false);
            case GATEWAY_LOST, INTERNAL -> new Shape(500, API_ERROR, "internal_error", false);
        };
    }
}
