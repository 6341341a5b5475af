package io.signalbox.testkit.embedded;

import com.nimbusds.jwt.JWTClaimsSet;
import io.signalbox.contracts.TenantId;
import io.signalbox.kit.security.IdentityDirectory;
import io.signalbox.kit.security.Role;
import io.signalbox.kit.security.TokenSigner;
import io.signalbox.kit.security.TokenVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;

/** The keys of a whole installation, and tokens made with them: as users and services carry them. */
public final class TestIdentity {
    private static final List<String> SERVICES =
            List.of("gateway", "provider", "catalog", "credential", "usage", "vfs", "sample");

    private final Path directory;

    TestIdentity() {
        try {
            directory = Files.createTempDirectory("signalbox-test-identity");
            IdentityDirectory.create(directory, SERVICES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Value of {@code signalbox.identity.directory}. */
    public Path directory() {
        return directory;
    }

    /** A user's token, valid for an hour. */
    public String user(TenantId tenant, String subject, Role... roles) {
        return TokenSigner.read(directory, TokenVerifier.USER_KEY_ID)
                .sign(claims(TokenVerifier.USER_ISSUER, subject)
                        .claim(TokenVerifier.TENANT_CLAIM, tenant.value())
                        .claim(
                                TokenVerifier.ROLES_CLAIM,
                                Arrays.stream(roles).map(Role::word).toList())
                        .build());
    }

    /** The token of one who may do everything in that tenant that an administrator may. */
    public String administrator(String tenant) {
        return user(new TenantId(tenant), "admin@" + tenant, Role.ADMINISTRATOR);
    }

    /** A service's own token; name the tenant it acts for in the header {@code signalbox-tenant}. */
    public String service(String name) {
        return TokenSigner.read(directory, name)
                .sign(claims(TokenVerifier.SERVICE_ISSUER_PREFIX + name, TokenVerifier.SERVICE_SUBJECT_PREFIX + name)
                        .build());
    }

    private static JWTClaimsSet.Builder claims(String issuer, String subject) {
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(subject)
                .audience(TokenVerifier.AUDIENCE)
                .expirationTime(Date.from(Instant.now().plusSeconds(3600)));
    }
}
