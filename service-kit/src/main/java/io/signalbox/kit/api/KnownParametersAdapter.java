package io.signalbox.kit.api;

import io.signalbox.kit.problem.RefusedException;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.kit.problem.Violation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Refuses query parameters nobody reads: a misspelt filter must not answer with everything. What is known follows from
 * the controller method's own arguments.
 */
final class KnownParametersAdapter extends RequestMappingHandlerAdapter {
    private final Map<HandlerMethod, Set<String>> known = new ConcurrentHashMap<>();

    @Override
    public Mono<HandlerResult> handle(ServerWebExchange exchange, Object handler) {
        Set<String> given = exchange.getRequest().getQueryParams().keySet();
        if (!given.isEmpty() && handler instanceof HandlerMethod method) {
            Set<String> allowed = known.computeIfAbsent(method, KnownParametersAdapter::parameters);
            List<Violation> unknown = given.stream()
                    .filter(name -> !allowed.contains(name))
                    .map(name -> StandardRefusal.PARAMETER_UNKNOWN.violation(name, name, choices(allowed)))
                    .toList();
            if (!unknown.isEmpty()) {
                return Mono.error(RefusedException.all(StandardRefusal.PARAMETER_UNKNOWN, unknown));
            }
        }
        return super.handle(exchange, handler);
    }

    private static String choices(Set<String> allowed) {
        return allowed.isEmpty() ? "none" : String.join(", ", allowed);
    }

    private static Set<String> parameters(HandlerMethod method) {
        Set<String> names = new TreeSet<>();
        for (MethodParameter parameter : method.getMethodParameters()) {
            names.addAll(ApiArguments.parametersOf(parameter.getParameterType()));
            names(method, parameter).forEach(names::add);
        }
        Optional.ofNullable(method.getMethodAnnotation(QueryParameters.class))
                .ifPresent(declared -> names.addAll(Arrays.asList(declared.value())));
        return names;
    }

    private static Stream<String> names(HandlerMethod method, MethodParameter parameter) {
        var parameters = method.getMethod().getParameters();
        RequestParam annotation = AnnotatedElementUtils.findMergedAnnotation(
                parameters[parameter.getParameterIndex()], RequestParam.class);
        if (annotation == null) {
            return Stream.empty();
        }
        return Stream.of(
                annotation.name().isEmpty() ? parameters[parameter.getParameterIndex()].getName() : annotation.name());
    }
}
