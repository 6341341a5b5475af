package io.signalbox.kit.security;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.Authentication;
import reactor.core.publisher.Mono;

/**
 * Tokens that open one thing only and are no JWT. A service that gives some out declares a bean. Their holder is no
 * {@link BearerAuthentication}, so a controller method that takes a {@link Caller} refuses it without being asked to.
 */
public interface ScopedTokens {
    /** Whether it looks like one of this kind; decided without asking anybody. */
    boolean recognises(String token);

    /** Who holds it; refuses a token that opens nothing. Must not block the thread that subscribes. */
    Mono<Authentication> holder(String token, ServerHttpRequest request);
}
