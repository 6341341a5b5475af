package io.signalbox.kit.security;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.problem.StandardRefusal;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who is calling, as its token says: a controller method takes it as a parameter. The tenant comes from here and never
 * from a path, a query or a body.
 *
 * @param subject a user's id, or {@code service:<name>}
 */
public record Caller(TenantId tenant, String subject, Set<Role> roles) {
    public Caller {
        roles = Set.copyOf(roles);
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }

    /** A service of this installation, acting for {@link #tenant()}. */
    public boolean isService() {
        return has(Role.SERVICE);
    }

    /** Belongs to those who run the installation. A service acting for nobody in particular does, too. */
    public boolean isPlatform() {
        return tenant.equals(TenantId.PLATFORM);
    }

    /** Refuses with 403 unless the caller has one of these roles. */
    public void require(Role... anyOf) {
        if (Arrays.stream(anyOf).noneMatch(this::has)) {
            throw StandardRefusal.ROLE_MISSING.refused(
                    Arrays.stream(anyOf).map(Role::word).collect(Collectors.joining(" or ")));
        }
    }
}
