package io.signalbox.credential.user;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.EventName;
import io.signalbox.kit.eventstore.StoredEvent;
import io.signalbox.kit.security.Role;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything that can happen to a user. */
public sealed interface UserEvent extends StoredEvent {
    /** Whom it happened to. */
    String user();

    @EventName("credential.user-registered.v1")
    record UserRegistered(
            TenantId tenant, String user, @Nullable String displayName, Set<Role> roles, String by, Instant at)
            implements UserEvent {}

    @EventName("credential.user-changed.v1")
    record UserChanged(
            TenantId tenant, String user, @Nullable String displayName, Set<Role> roles, String by, Instant at)
            implements UserEvent {}

    @EventName("credential.user-removed.v1")
    record UserRemoved(TenantId tenant, String user, String by, Instant at) implements UserEvent {}
}
