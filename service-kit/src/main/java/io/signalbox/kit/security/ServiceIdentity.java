package io.signalbox.kit.security;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * This service's own identity towards the others: tokens of five minutes, made with its own key, renewed a minute before
 * they end. Nobody has to be asked for one, so calls go on while every other service is away.
 */
public final class ServiceIdentity {
    /** Header by which a service says for which tenant it acts. */
    public static final String TENANT_HEADER = BearerAuthentication.TENANT_HEADER;

    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final Duration RENEW_BEFORE_END = Duration.ofMinutes(1);
    private static final Duration ACTING_LIFE = Duration.ofMinutes(1);

    private record Token(String text, Instant renewAt) {}

    private final String service;
    private final TokenSigner signer;
    private final Clock clock;
    private volatile @Nullable Token token;

    public ServiceIdentity(String service, TokenSigner signer, Clock clock) {
        this.service = service;
        this.signer = signer;
        this.clock = clock;
    }

    /** The name other services know this one by. */
    public String service() {
        return service;
    }

    /** Value of an {@code Authorization} header. */
    public String authorization() {
        return "Bearer " + token();
    }

    /** A token that is valid for at least a minute. */
    public String token() {
        Token held = token;
        Instant now = clock.instant();
        if (held == null || !now.isBefore(held.renewAt())) {
            held = mint(now);
            token = held;
        }
        return held.text();
    }

    /** A token for {@code /v1} and nothing else, valid for a minute: this service, as that access key. */
    public String tokenActingAs(ActingAs key) {
        Instant now = clock.instant();
        return signer.sign(claims(TokenVerifier.ACTING_AUDIENCE, now, now.plus(ACTING_LIFE))
                .claim(TokenVerifier.TENANT_CLAIM, key.tenant().value())
                .claim(TokenVerifier.ACCESS_KEY_CLAIM, key.accessKeyId().toString())
                .build());
    }

    private Token mint(Instant now) {
        Instant end = now.plus(LIFE);
        String text = signer.sign(claims(TokenVerifier.AUDIENCE, now, end).build());
        return new Token(text, end.minus(RENEW_BEFORE_END));
    }

    private JWTClaimsSet.Builder claims(String audience, Instant now, Instant end) {
        return new JWTClaimsSet.Builder()
                .issuer(TokenVerifier.SERVICE_ISSUER_PREFIX + service)
                .subject(TokenVerifier.SERVICE_SUBJECT_PREFIX + service)
                .audience(audience)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(end));
    }
}
