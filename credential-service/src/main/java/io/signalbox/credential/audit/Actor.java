package io.signalbox.credential.audit;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.security.Caller;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Who acts, for whom and from where, as the audit log names it.
 *
 * @param tenant whose log it goes into
 * @param from what the nearest proxy said, if it said so, and the address that called
 */
public record Actor(
        TenantId tenant, String subject, @Nullable String from) {
    private static final String FORWARDED = "X-Forwarded-For";
    private static final int FROM_MAX = 200;

    /** The bearer of the request's token. */
    public static Actor of(Caller caller, ServerHttpRequest request) {
        String peer = Optional.ofNullable(request.getRemoteAddress())
                .map(address -> address.getAddress().getHostAddress())
                .orElse("unknown");
        String said = request.getHeaders().getFirst(FORWARDED);
        String from = said == null ? peer : said + " via " + peer;
        return new Actor(caller.tenant(), caller.subject(), from.substring(0, Math.min(from.length(), FROM_MAX)));
    }

    /** The service itself, at start or in a worker. */
    public static Actor self(TenantId tenant) {
        return new Actor(tenant, "service:credential", null);
    }

    /** The same, acting on another tenant: a platform administrator. */
    public Actor on(TenantId other) {
        return new Actor(other, subject, from);
    }
}
