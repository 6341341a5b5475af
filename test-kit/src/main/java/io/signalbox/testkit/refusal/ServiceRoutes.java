package io.signalbox.testkit.refusal;

import io.signalbox.testkit.embedded.TestService;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** The routes a running service really answers, asked of the service itself so that none can be forgotten. */
final class ServiceRoutes {
    private final Map<String, HandlerMethod> methods = new TreeMap<>();

    ServiceRoutes(TestService service) {
        service.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach(this::add);
    }

    private void add(RequestMappingInfo mapping, HandlerMethod method) {
        for (var path : mapping.getPatternsCondition().getPatterns()) {
            mapping.getMethodsCondition()
                    .getMethods()
                    .forEach(verb -> methods.put(verb + " " + path.getPatternString(), method));
        }
    }

    Map<String, HandlerMethod> all() {
        return methods;
    }

    boolean takesJson(String route) {
        return parameters(route).anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class));
    }

    /** Whether its last variable is one of our own ids; names and foreign ids may be any text. */
    boolean endsInId(String route) {
        return parameters(route)
                .filter(parameter -> parameter.hasParameterAnnotation(PathVariable.class))
                .reduce((first, second) -> second)
                .filter(last -> last.getParameterType().equals(UUID.class))
                .isPresent();
    }

    private Stream<MethodParameter> parameters(String route) {
        HandlerMethod method = methods.get(route);
        return method == null ? Stream.empty() : Arrays.stream(method.getMethodParameters());
    }
}
