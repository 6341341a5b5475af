package io.signalbox.kit.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.signalbox.contracts.TenantId;
import io.signalbox.kit.problem.RefusedException;
import io.signalbox.kit.problem.StandardRefusal;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Says who a token's bearer is, or refuses it. Two kinds are known: a user's, issued by {@value #USER_ISSUER} under the
 * credential service's key, and a service's own, under its own key. A service cannot sign for another, nor for a user.
 */
public final class TokenVerifier {
    /** Issuer of user tokens. */
    public static final String USER_ISSUER = "signalbox";

    /** Issuer of service tokens, followed by the service's name. */
    public static final String SERVICE_ISSUER_PREFIX = "signalbox:service:";

    /** Subject of service tokens, followed by the service's name. */
    public static final String SERVICE_SUBJECT_PREFIX = "service:";

    /** Audience of all tokens. */
    public static final String AUDIENCE = "signalbox";

    /** Audience of tokens by which a service calls {@code /v1} as an access key; nothing else takes them. */
    public static final String ACTING_AUDIENCE = "signalbox:v1";

    /** Claim that names the access key. */
    public static final String ACCESS_KEY_CLAIM = "access_key";

    /** The one service whose key signs user tokens. */
    public static final String USER_KEY_ID = "credential";

    /** Claims of a user token beside the registered ones. */
    public static final String TENANT_CLAIM = "tenant";

    /** Claim that lists a user's roles. */
    public static final String ROLES_CLAIM = "roles";

    private static final Duration CLOCK_SKEW_MAX = Duration.ofSeconds(30);

    private final TrustedKeys keys;
    private final Clock clock;

    TokenVerifier(TrustedKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** {@code actingFor} is the tenant a service says it acts for; a user may not say one. */
    public Caller verify(String text, @Nullable String actingFor) {
        try {
            SignedJWT token = SignedJWT.parse(text);
            String keyId = Optional.ofNullable(token.getHeader().getKeyID()).orElse("");
            checkSignature(token, keyId);
            JWTClaimsSet claims = token.getJWTClaimsSet();
            checkTimes(claims, AUDIENCE);
            return USER_ISSUER.equals(claims.getIssuer())
                    ? user(claims, keyId, actingFor)
                    : service(claims, keyId, actingFor);
        } catch (ParseException | JOSEException e) {
            throw invalid("it is not a signed token");
        }
    }

    /** The access key that service says it acts as; refuses every token but that service's own for this purpose. */
    public ActingAs verifyActing(String text, String service) {
        try {
            SignedJWT token = SignedJWT.parse(text);
            String keyId = Optional.ofNullable(token.getHeader().getKeyID()).orElse("");
            if (!service.equals(keyId)) {
                throw invalid("its issuer may not act as an access key");
            }
            checkSignature(token, keyId);
            JWTClaimsSet claims = token.getJWTClaimsSet();
            checkTimes(claims, ACTING_AUDIENCE);
            checkIssuer(claims, keyId);
            String key = Optional.ofNullable(claims.getStringClaim(ACCESS_KEY_CLAIM))
                    .orElseThrow(() -> invalid("it names no access key"));
            return new ActingAs(tenant(claims.getStringClaim(TENANT_CLAIM)), UUID.fromString(key));
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            throw invalid("it is not a signed token");
        }
    }

    private void checkSignature(SignedJWT token, String keyId) throws JOSEException {
        var key = keys.find(keyId).orElseThrow(() -> invalid("its key is not known"));
        if (!JWSAlgorithm.ES256.equals(token.getHeader().getAlgorithm()) || !token.verify(new ECDSAVerifier(key))) {
            throw invalid("its signature is wrong");
        }
    }

    private void checkTimes(JWTClaimsSet claims, String audience) {
        Instant now = clock.instant();
        if (!claims.getAudience().contains(audience)) {
            throw invalid("it is meant for somebody else");
        }
        Date expires = claims.getExpirationTime();
        if (expires == null || expires.toInstant().plus(CLOCK_SKEW_MAX).isBefore(now)) {
            throw invalid("it has expired");
        }
        Date notBefore = claims.getNotBeforeTime();
        if (notBefore != null && notBefore.toInstant().minus(CLOCK_SKEW_MAX).isAfter(now)) {
            throw invalid("it is not valid yet");
        }
    }

    private static Caller user(JWTClaimsSet claims, String keyId, @Nullable String actingFor) throws ParseException {
        if (!USER_KEY_ID.equals(keyId)) {
            throw invalid("its issuer does not own its key");
        }
        if (actingFor != null) {
            throw StandardRefusal.SERVICE_ONLY.refusedAt(BearerAuthentication.TENANT_HEADER);
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Optional.ofNullable(claims.getStringListClaim(ROLES_CLAIM)).orElse(List.of()).stream()
                .flatMap(word -> Role.of(word).stream())
                .filter(role -> role != Role.SERVICE)
                .forEach(roles::add);
        return new Caller(
                tenant(claims.getStringClaim(TENANT_CLAIM)),
                subject(claims).orElseThrow(() -> invalid("it names no subject")),
                roles);
    }

    private static Caller service(JWTClaimsSet claims, String keyId, @Nullable String actingFor) {
        checkIssuer(claims, keyId);
        return new Caller(
                actingFor == null ? TenantId.PLATFORM : tenant(actingFor),
                SERVICE_SUBJECT_PREFIX + keyId,
                Set.of(Role.SERVICE));
    }

    private static void checkIssuer(JWTClaimsSet claims, String keyId) {
        if (!(SERVICE_ISSUER_PREFIX + keyId).equals(claims.getIssuer())
                || !subject(claims).equals(Optional.of(SERVICE_SUBJECT_PREFIX + keyId))) {
            throw invalid("its issuer does not own its key");
        }
    }

    private static Optional<String> subject(JWTClaimsSet claims) {
        return Optional.ofNullable(claims.getSubject()).filter(subject -> !subject.isBlank());
    }

    private static TenantId tenant(@Nullable String text) {
        if (text == null) {
            throw invalid("it names no tenant");
        }
        try {
            return new TenantId(text);
        } catch (IllegalArgumentException e) {
            throw invalid("its tenant is not one");
        }
    }

    private static RefusedException invalid(String why) {
        return StandardRefusal.TOKEN_INVALID.refused(why);
    }
}
