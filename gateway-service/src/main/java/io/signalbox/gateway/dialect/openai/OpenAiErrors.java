package io.signalbox.gateway.dialect.openai;

import io.signalbox.adapter.Failure;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.gateway.conversation.CallerErrors;
import io.signalbox.gateway.dialect.Telling;
import io.signalbox.gateway.dialect.WrittenJson;
import io.signalbox.kit.problem.RefusedException;
import io.signalbox.kit.problem.Violation;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Errors as OpenAI's SDKs expect them: {@code {"error":{"message","type","param","code"}}}. What is wrong with the
 * request has a status of the caller's kind; what is wrong with a provider or its key never looks like the caller's
 * own mistake.
 */
public final class OpenAiErrors implements CallerErrors {
    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final String INVALID_REQUEST = "invalid_request_error";
    private static final String API_ERROR = "api_error";

    /** How one kind of failure is told. */
    private record Shape(int status, String type, String code, boolean retry) {}

    @Override
    public ErrorReply whole(Failure failure) {
        Shape shape = shape(failure.kind());
        Long retryAfter = shape.retry() ? Telling.seconds(failure.retryAfter()) : null;
        return new ErrorReply(shape.status(), WrittenJson.body(error(failure, shape)), retryAfter, shape.retry());
    }

    @Override
    public byte[] inStream(Failure failure) {
        return WrittenJson.event(DATA, error(failure, shape(failure.kind())));
    }

    /** What is said of a failure, for formats of OpenAI's that say it in another shape. */
    public record Words(String message, String type, String code) {}

    /** In those words. */
    public Words words(Failure failure) {
        Shape shape = shape(failure.kind());
        return new Words(Telling.words(failure), shape.type(), code(failure, shape));
    }

    /** A body for what is wrong with a request. */
    public byte[] body(String message, String code) {
        return WrittenJson.body(error(message, INVALID_REQUEST, null, code));
    }

    @Override
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
        return WrittenJson.body(error(Telling.words(refused), type, violation.field(), violation.code()));
    }

    @Override
    public byte[] requestTimeout() {
        return WrittenJson.body(error(Telling.REQUEST_TIMEOUT, INVALID_REQUEST, null, "request_timeout"));
    }

    @Override
    public byte[] internal() {
        return WrittenJson.body(error(Telling.INTERNAL, API_ERROR, null, "internal_error"));
    }

    private static WrittenJson.Fields error(Failure failure, Shape shape) {
        return error(Telling.words(failure), shape.type(), null, code(failure, shape));
    }

    /** A provider's own code where it speaks of the request, and ours otherwise. */
    private static String code(Failure failure, Shape shape) {
        boolean ours = failure.status() == null;
        String code = failure.code();
        return code != null && (ours || failure.kind() == FailureKind.INVALID_REQUEST) ? code : shape.code();
    }

    private static WrittenJson.Fields error(String message, String type, @Nullable String param, String code) {
        return json -> {
            json.writeObjectFieldStart("error");
            json.writeStringField("message", message);
            json.writeStringField("type", type);
            json.writeStringField("param", param);
            json.writeStringField("code", code);
            json.writeEndObject();
        };
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
            case OUTRUN, GATEWAY_LOST, INTERNAL -> new Shape(500, API_ERROR, "internal_error", false);
        };
    }
}
