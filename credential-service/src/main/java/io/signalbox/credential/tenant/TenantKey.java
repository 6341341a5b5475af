package io.signalbox.credential.tenant;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.identity.NamedId;
import java.util.UUID;

/** The event stream of a tenant. Tenant ids are opaque text; streams are named by UUIDs made from them. */
public final class TenantKey {
    private TenantKey() {}

    public static UUID of(TenantId tenant) {
        return NamedId.of("tenant/" + tenant);
    }
}
