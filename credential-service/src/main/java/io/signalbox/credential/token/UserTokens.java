package io.signalbox.credential.token;

import com.nimbusds.jwt.JWTClaimsSet;
import io.signalbox.contracts.TenantId;
import io.signalbox.kit.security.Role;
import io.signalbox.kit.security.TokenSigner;
import io.signalbox.kit.security.TokenVerifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.UUID;

/** Signs user tokens with the credential service's own key: the only one that may say who a user is. */
public final class UserTokens {
    /** How long a token lives when nobody says. */
    public static final Duration LIFETIME_DEFAULT = Duration.ofHours(24);

    /** The longest a token may live. */
    public static final Duration LIFETIME_MAX = Duration.ofDays(30);

    private final TokenSigner signer;
    private final Clock clock;

    public UserTokens(TokenSigner signer, Clock clock) {
        this.signer = signer;
        this.clock = clock;
    }

    /** A token and when it ends. */
    public record Token(String text, Instant expiresAt) {
        @Override
        public String toString() {
            return "***";
        }
    }

    public Token mint(TenantId tenant, String user, Collection<Role> roles, Duration lifetime) {
        Instant now = clock.instant();
        Instant end = now.plus(lifetime);
        String text = signer.sign(new JWTClaimsSet.Builder()
                .jwtID(UUID.randomUUID().toString())
                .issuer(TokenVerifier.USER_ISSUER)
                .subject(user)
                .audience(TokenVerifier.AUDIENCE)
                .claim(TokenVerifier.TENANT_CLAIM, tenant.value())
                .claim(
                        TokenVerifier.ROLES_CLAIM,
                        roles.stream().map(Role::word).sorted().toList())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(end))
                .build());
        return new Token(text, end);
    }
}
