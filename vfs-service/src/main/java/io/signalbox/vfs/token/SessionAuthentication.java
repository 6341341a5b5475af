package io.signalbox.vfs.token;

import io.signalbox.kit.security.Caller;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/**
 * The holder of a session's token, in the form the security chain wants it. As a caller it has no role; under its name
 * its idempotency keys are kept.
 */
final class SessionAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final transient Visitor.TokenHolder holder;

    SessionAuthentication(Visitor.TokenHolder holder) {
        super(List.of());
        this.holder = holder;
        setAuthenticated(true);
    }

    Visitor.TokenHolder holder() {
        return holder;
    }

    @Override
    public Caller getPrincipal() {
        return new Caller(holder.tenant(), "vfs-session:" + holder.sessionId(), Set.of());
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public String getName() {
        return getPrincipal().subject();
    }
}
