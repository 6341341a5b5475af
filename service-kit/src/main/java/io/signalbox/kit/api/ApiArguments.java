package io.signalbox.kit.api;

import io.signalbox.kit.problem.StandardRefusal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Lets a controller method take {@link PageRequest}, {@link ReportPeriod} and {@link IfMatch} as they are. */
final class ApiArguments implements HandlerMethodArgumentResolver {
    private static final Map<Class<?>, List<String>> PARAMETERS = Map.of(
            PageRequest.class, List.of("limit", "cursor"),
            ReportPeriod.class, List.of("period", "timezone"),
            IfMatch.class, List.of());

    private final Clock clock;

    ApiArguments(Clock clock) {
        this.clock = clock;
    }

    /** The query parameters behind an argument of this type. */
    static List<String> parametersOf(Class<?> type) {
        return PARAMETERS.getOrDefault(type, List.of());
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return PARAMETERS.containsKey(parameter.getParameterType());
    }

    @Override
    public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        return Mono.fromSupplier(() -> value(parameter.getParameterType(), exchange));
    }

    private Object value(Class<?> type, ServerWebExchange exchange) {
        MultiValueMap<String, String> query = exchange.getRequest().getQueryParams();
        if (type == PageRequest.class) {
            return new PageRequest(limit(query.getFirst("limit")), query.getFirst("cursor"));
        }
        if (type == ReportPeriod.class) {
            return ReportPeriod.parse(query.getFirst("period"), query.getFirst("timezone"), clock.instant());
        }
        return new IfMatch(exchange.getRequest().getHeaders().getFirst(HttpHeaders.IF_MATCH));
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return PageRequest.LIMIT_DEFAULT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= PageRequest.LIMIT_MAX) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Falls to the refusal below, which names the rule.
        }
        throw StandardRefusal.PARAMETER_INVALID.refusedAt(
                "limit", "limit", "it must be a whole number from 1 to " + PageRequest.LIMIT_MAX);
    }
}
