package io.signalbox.credential.user;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.TenantCommand;
import io.signalbox.kit.security.Role;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything a user can be asked to do. */
public sealed interface UserCommand extends TenantCommand {
    /** Opaque id, as the identity provider knows it. */
    String user();

    /** The aggregate: one per tenant and user. */
    @TargetAggregateIdentifier
    default UUID aggregate() {
        return UserKey.of(tenant(), user());
    }

    /** Become known, with these roles. */
    record RegisterUser(
            TenantId tenant, String user, @Nullable String displayName, Set<Role> roles, String by, Instant at)
            implements UserCommand {}

    /** Be known otherwise; everything is given whole. */
    record ChangeUser(
            TenantId tenant, String user, @Nullable String displayName, Set<Role> roles, String by, Instant at)
            implements UserCommand {}

    /** Be known no more: no further token is given out. */
    record RemoveUser(TenantId tenant, String user, String by, Instant at) implements UserCommand {}
}
