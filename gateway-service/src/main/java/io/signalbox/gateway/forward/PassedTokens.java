package io.signalbox.gateway.forward;

import io.signalbox.contracts.PathOwners.Owner;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.kit.security.ScopedTokens;
import java.util.List;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;
import reactor.core.publisher.Mono;

/**
 * Lets tokens of file sessions through to the service that gave them out, which alone knows what they open. On every other
 * path they open nothing, and nothing of the gateway's own takes them for a caller.
 */
final class PassedTokens implements ScopedTokens {
    private static final String MARK = "sbv_";

    @Override
    public boolean recognises(String token) {
        return token.startsWith(MARK);
    }

    @Override
    public Mono<Authentication> holder(String token, ServerHttpRequest request) {
        return Forwarding.owner(request.getPath().value())
                        .filter(Owner.VFS::equals)
                        .isPresent()
                ? Mono.fromSupplier(Unjudged::new)
                : Mono.error(() -> StandardRefusal.TOKEN_INVALID.refused("it opens a file session only"));
    }

    /** Somebody the owner of the path will judge. */
    private static final class Unjudged extends AbstractAuthenticationToken {
        private static final long serialVersionUID = 1L;

        Unjudged() {
            super(List.of());
            setAuthenticated(true);
        }

        @Override
        public Object getPrincipal() {
            return "unjudged";
        }

        @Override
        public Object getCredentials() {
            return "";
        }
    }
}
