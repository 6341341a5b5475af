package io.signalbox.vfs.token;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.problem.RefusedException;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.kit.security.ScopedTokens;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Says which session a token opens. Also of a session that has ended: its holder is told so, not that the token is
 * wrong.
 */
@Component
final class SessionTokens implements ScopedTokens {
    private final JdbcClient everyTenant;

    SessionTokens(@Qualifier("processorJdbc") JdbcClient everyTenant) {
        this.everyTenant = everyTenant;
    }

    @Override
    public boolean recognises(String token) {
        return token.startsWith(SessionToken.MARK);
    }

    @Override
    public Mono<Authentication> holder(String token, ServerHttpRequest request) {
        if (!SessionToken.isWellFormed(token)) {
            return Mono.error(() -> invalid("it is mistyped or cut off"));
        }
        return Mono.fromCallable(() -> find(token).orElseThrow(() -> invalid("it opens no session")))
                .<Authentication>map(SessionAuthentication::new)
                .subscribeOn(Schedulers.boundedElastic());
    }

    /** Whoever calls has only the token and does not know the tenant. */
    private Optional<Visitor.TokenHolder> find(String token) {
        return everyTenant
                .sql("select tenant, session_id from session_overview where token_hash = ?")
                .param(SessionToken.hash(token))
                .query((row, number) ->
                        new Visitor.TokenHolder(new TenantId(row.getString(1)), row.getObject(2, UUID.class)))
                .optional();
    }

    private static RefusedException invalid(String why) {
        return StandardRefusal.TOKEN_INVALID.refused(why);
    }
}
