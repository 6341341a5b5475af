package io.signalbox.vfs.token;

import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.kit.security.Caller;
import java.util.Optional;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Lets a controller method take a {@link Visitor}. */
final class VisitorArgument implements HandlerMethodArgumentResolver {
    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Visitor.class;
    }

    @Override
    public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(SecurityContext::getAuthentication)
                .<Object>flatMap(authentication -> Mono.justOrEmpty(visitor(authentication)))
                .switchIfEmpty(Mono.error(StandardRefusal.TOKEN_MISSING::refused));
    }

    private static Optional<Visitor> visitor(Authentication authentication) {
        if (authentication instanceof SessionAuthentication session) {
            return Optional.of(session.holder());
        }
        return authentication.getPrincipal() instanceof Caller caller
                ? Optional.of(new Visitor.User(caller))
                : Optional.empty();
    }
}
