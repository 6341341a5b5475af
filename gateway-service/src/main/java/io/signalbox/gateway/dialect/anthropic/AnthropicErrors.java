package io.signalbox.gateway.dialect.anthropic;

import io.signalbox.adapter.Failure;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.gateway.conversation.CallerErrors;
import io.signalbox.gateway.dialect.Telling;
import io.signalbox.gateway.dialect.WrittenJson;
import io.signalbox.kit.problem.RefusedException;
import java.util.UUID;

/**
 * Errors as Anthropic's SDKs expect them: {@code {"type":"error","error":{"type","message"},"request_id"}}. Whose fault it
 * is decides the status as for every dialect; what will be over soon is an overload, here as there.
 */
public record AnthropicErrors(UUID requestId) implements CallerErrors {
    private static final byte[] ERROR_EVENT = EventWriter.opening("error");
    private static final String INVALID_REQUEST = "invalid_request_error";
    private static final String NOT_FOUND = "not_found_error";
    private static final String TOO_LARGE = "request_too_large";
    private static final String RATE_LIMIT = "rate_limit_error";
    private static final String OVERLOADED = "overloaded_error";
    private static final String TIMEOUT = "timeout_error";
    private static final String API_ERROR = "api_error";

    /** How one kind of failure is told. */
    private record Shape(int status, String type, boolean retry) {}

    @Override
    public ErrorReply whole(Failure failure) {
        Shape shape = shape(failure.kind());
        Long retryAfter = shape.retry() ? Telling.seconds(failure.retryAfter()) : null;
        return new ErrorReply(shape.status(), body(shape.type(), Telling.words(failure)), retryAfter, shape.retry());
    }

    @Override
    public byte[] inStream(Failure failure) {
        return WrittenJson.event(ERROR_EVENT, error(shape(failure.kind()).type(), Telling.words(failure)));
    }

    @Override
    public byte[] refused(RefusedException refused) {
        String type = switch (refused.refusal().kind()) {
            case UNAUTHENTICATED -> "authentication_error";
            case FORBIDDEN -> "permission_error";
            case NOT_FOUND -> NOT_FOUND;
            case TOO_LARGE -> TOO_LARGE;
            case LIMITED -> RATE_LIMIT;
            case UNAVAILABLE -> OVERLOADED;
            case INVALID,
                    METHOD_NOT_ALLOWED,
                    NOT_ACCEPTABLE,
                    CONFLICT,
                    GONE,
                    STALE,
                    UNSUPPORTED_MEDIA_TYPE,
                    RANGE_NOT_SATISFIABLE,
                    UNPROCESSABLE,
                    PRECONDITION_REQUIRED,
                    QUOTA_EXCEEDED -> INVALID_REQUEST;
        };
        return body(type, Telling.words(refused));
    }

    @Override
    public byte[] requestTimeout() {
        return body(INVALID_REQUEST, Telling.REQUEST_TIMEOUT);
    }

    @Override
    public byte[] internal() {
        return body(API_ERROR, Telling.INTERNAL);
    }

    private byte[] body(String type, String message) {
        return WrittenJson.body(error(type, message));
    }

    private WrittenJson.Fields error(String type, String message) {
        return json -> {
            json.writeStringField("type", "error");
            json.writeObjectFieldStart("error");
            json.writeStringField("type", type);
            json.writeStringField("message", message);
            json.writeEndObject();
            json.writeStringField("request_id", requestId.toString());
        };
    }

    private static Shape shape(FailureKind kind) {
        return switch (kind) {
            case INVALID_REQUEST, UNSUPPORTED, CONTEXT_OVERFLOW, CONTENT_FILTERED ->
                new Shape(400, INVALID_REQUEST, false);
            case MODEL_NOT_FOUND -> new Shape(404, NOT_FOUND, false);
            case REQUEST_TOO_LARGE -> new Shape(413, TOO_LARGE, false);
            case RATE_LIMITED -> new Shape(429, RATE_LIMIT, true);
            case QUOTA_EXHAUSTED -> new Shape(429, RATE_LIMIT, false);
            case CREDENTIAL_REFUSED, FORBIDDEN -> new Shape(502, API_ERROR, false);
            case CREDENTIAL_UNAVAILABLE -> new Shape(503, OVERLOADED, true);
            case OVERLOADED -> new Shape(529, OVERLOADED, true);
            case CONNECT_FAILED, CONNECTION_LOST, STREAM_TRUNCATED, MALFORMED_ANSWER, PROVIDER_ERROR ->
                new Shape(502, API_ERROR, true);
            case CONNECT_TIMEOUT, FIRST_TOKEN_TIMEOUT, IDLE_TIMEOUT, TOTAL_TIMEOUT, PROVIDER_TIMEOUT ->
                new Shape(504, TIMEOUT, true);
            case CALLER_GONE -> new Shape(499, API_ERROR, false);
            case OUTRUN, GATEWAY_LOST, INTERNAL -> new Shape(500, API_ERROR, false);
        };
    }
}
