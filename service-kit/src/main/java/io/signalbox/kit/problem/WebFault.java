package io.signalbox.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.MethodParameter;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;

/** What the web framework complains about, in our vocabulary. */
final class WebFault {
    /** How the framework's reason begins when a body is required and none came. */
    private static final String NO_BODY = "No request body";

    private final String bodySizeMax;

    WebFault(String bodySizeMax) {
        this.bodySizeMax = bodySizeMax;
    }

    /** Empty when it is a fault of ours. */
    Optional<RefusedException> of(ResponseStatusException fault, ServerHttpRequest request) {
        if (cause(fault, DataBufferLimitException.class) != null
                || fault.getStatusCode().value() == Refusal.Kind.TOO_LARGE.status()) {
            return Optional.of(StandardRefusal.BODY_TOO_LARGE.refused(bodySizeMax));
        }
        return switch (fault) {
            case MethodNotAllowedException method ->
                Optional.of(StandardRefusal.METHOD_NOT_ALLOWED.refused(
                        method.getHttpMethod(),
                        method.getSupportedMethods().stream()
                                .map(String::valueOf)
                                .sorted()
                                .collect(Collectors.joining(", "))));
            case NotAcceptableStatusException form ->
                Optional.of(StandardRefusal.NOT_ACCEPTABLE.refused(types(form.getSupportedMediaTypes())));
            case UnsupportedMediaTypeStatusException form ->
                Optional.of(StandardRefusal.UNSUPPORTED_MEDIA_TYPE.refused(
                        form.getContentType() == null ? "unknown" : form.getContentType(),
                        types(form.getSupportedMediaTypes())));
            case MissingRequestValueException missing ->
                Optional.of(StandardRefusal.PARAMETER_MISSING.refusedAt(missing.getName(), missing.getName()));
            case ServerWebInputException input -> Optional.of(input(input, request));
            default -> other(fault, request);
        };
    }

    private static RefusedException input(ServerWebInputException fault, ServerHttpRequest request) {
        JsonProcessingException json = cause(fault, JsonProcessingException.class);
        if (json != null) {
            return BodyFault.of(json);
        }
        MethodParameter parameter = fault.getMethodParameter();
        if (parameter == null || parameter.hasParameterAnnotation(RequestBody.class)) {
            return String.valueOf(fault.getReason()).startsWith(NO_BODY)
                    ? StandardRefusal.BODY_MISSING.refused()
                    : StandardRefusal.BODY_MALFORMED.refused("it cannot be read");
        }
        if (parameter.hasParameterAnnotation(PathVariable.class)) {
            // An id of the wrong form is the id of nothing.
            return StandardRefusal.NOT_FOUND.refused(request.getPath().value());
        }
        String name = Optional.ofNullable(parameter.getParameterName()).orElse("parameter");
        TypeMismatchException mismatch = cause(fault, TypeMismatchException.class);
        Class<?> wanted = mismatch == null ? null : mismatch.getRequiredType();
        String form = wanted == null ? "it cannot be read" : "it must be " + BodyFault.form(wanted);
        return StandardRefusal.PARAMETER_INVALID.refusedAt(name, name, form);
    }

    private static Optional<RefusedException> other(ResponseStatusException fault, ServerHttpRequest request) {
        return switch (fault.getStatusCode().value()) {
            case 404 ->
                Optional.of(StandardRefusal.NO_SUCH_PATH.refused(
                        request.getMethod() + " " + request.getPath().value()));
            case 400 -> Optional.of(StandardRefusal.BODY_MALFORMED.refused("it cannot be read"));
            case 503 -> Optional.of(StandardRefusal.UNAVAILABLE.refused());
            default -> Optional.empty();
        };
    }

    private static String types(List<MediaType> types) {
        return types.isEmpty() ? MediaType.APPLICATION_JSON_VALUE : MediaType.toString(types);
    }

    private static <T extends Throwable> @Nullable T cause(Throwable fault, Class<T> type) {
        for (Throwable at = fault; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return type.cast(at);
            }
        }
        return null;
    }
}
