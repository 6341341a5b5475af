package io.signalbox.credential.user;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.identity.NamedId;
import java.util.UUID;

/** The event stream of a user. The same id in two tenants is two users. */
final class UserKey {
    private UserKey() {}

    static UUID of(TenantId tenant, String user) {
        return NamedId.of("user/" + tenant + "/" + user);
    }
}
