package io.signalbox.kit.security;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** A verified bearer token, in the form the security chain wants it. The token itself is not kept. */
final class BearerAuthentication extends AbstractAuthenticationToken {
    static final String TENANT_HEADER = "signalbox-tenant";
    private static final String SCHEME = "Bearer ";

    private final Caller caller;

    BearerAuthentication(Caller caller) {
        super(caller.roles().stream()
                .map(role -> new SimpleGrantedAuthority(role.word()))
                .toList());
        this.caller = caller;
        setAuthenticated(true);
    }

    static ServerAuthenticationConverter converter(TokenVerifier verifier, List<ScopedTokens> scoped) {
        return exchange -> token(exchange)
                .flatMap(token -> scoped.stream()
                        .filter(kind -> kind.recognises(token))
                        .findFirst()
                        .map(kind -> kind.holder(token, exchange.getRequest()))
                        .orElseGet(() -> Mono.fromSupplier(() -> new BearerAuthentication(verifier.verify(
                                token, exchange.getRequest().getHeaders().getFirst(TENANT_HEADER))))));
    }

    private static Mono<String> token(ServerWebExchange exchange) {
        List<String> headers = exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.AUTHORIZATION);
        return Mono.justOrEmpty(headers.stream()
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(header -> header.substring(SCHEME.length()).strip())
                .findFirst());
    }

    @Override
    public Caller getPrincipal() {
        return caller;
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public String getName() {
        return caller.subject();
    }
}
