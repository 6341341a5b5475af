package io.signalbox.kit.problem;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;

/**
 * The one place where a failure becomes an answer. Refusals say everything, operating errors say when to try again,
 * faults of the program say nothing but an incident id under which the log has the rest.
 */
@Order(ProblemExceptionHandler.BEFORE_THE_FRAMEWORKS_OWN)
final class ProblemExceptionHandler implements WebExceptionHandler {
    static final int BEFORE_THE_FRAMEWORKS_OWN = -2;
    private static final Logger log = LoggerFactory.getLogger(ProblemExceptionHandler.class);
    private static final int CAUSES_MAX = 16;

    private final WebFault webFault;
    private final List<OperatingErrorSign> operatingErrors;

    ProblemExceptionHandler(WebFault webFault, List<OperatingErrorSign> operatingErrors) {
        this.webFault = webFault;
        this.operatingErrors = List.copyOf(operatingErrors);
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.error(failure);
        }
        if (DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            // Nobody is left to answer, and nothing is wrong with us.
            return Mono.empty();
        }
        if (failure instanceof ErrorResponse told) {
            response.getHeaders().addAll(told.getHeaders());
        }
        Problem problem = refusal(exchange, failure)
                .map(refused -> refused(response.getHeaders(), refused))
                .orElseGet(() -> internal(exchange, failure));
        byte[] body = problem.toJson();
        response.setStatusCode(HttpStatusCode.valueOf(problem.status()));
        response.getHeaders().setContentType(MediaType.parseMediaType(Problem.MEDIA_TYPE));
        response.getHeaders().setContentLength(body.length);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    private Optional<RefusedException> refusal(ServerWebExchange exchange, Throwable failure) {
        int depth = 0;
        for (Throwable at = failure; at != null && depth < CAUSES_MAX; at = at.getCause(), depth++) {
            if (at instanceof RefusedException refused) {
                return Optional.of(refused);
            }
            if (isOperatingError(at)) {
                log.warn("path={} operating error: {}", exchange.getRequest().getPath(), at.toString());
                return Optional.of(StandardRefusal.UNAVAILABLE.refused());
            }
        }
        return failure instanceof ResponseStatusException fault
                ? webFault.of(fault, exchange.getRequest())
                : Optional.empty();
    }

    private boolean isOperatingError(Throwable failure) {
        return operatingErrors.stream().anyMatch(sign -> sign.recognises(failure));
    }

    private static Problem refused(HttpHeaders headers, RefusedException refused) {
        switch (refused.refusal().kind()) {
            case UNAUTHENTICATED -> headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            case LIMITED, UNAVAILABLE ->
                headers.set(
                        HttpHeaders.RETRY_AFTER,
                        Long.toString(Math.max(1, refused.refusal().retryAfter().toSeconds())));
            case INVALID,
                    FORBIDDEN,
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
                    QUOTA_EXCEEDED -> {}
        }
        return Problem.of(refused);
    }

    private static Problem internal(ServerWebExchange exchange, Throwable failure) {
        String incident = exchange.getRequest().getId();
        log.error(
                "incident={} path={} fault of the program",
                incident,
                exchange.getRequest().getPath(),
                failure);
        return Problem.internal(incident);
    }
}
