package io.signalbox.credential.user;

import io.signalbox.contracts.TenantId;
import io.signalbox.credential.user.UserCommand.ChangeUser;
import io.signalbox.credential.user.UserCommand.RegisterUser;
import io.signalbox.credential.user.UserCommand.RemoveUser;
import io.signalbox.credential.user.UserEvent.UserChanged;
import io.signalbox.credential.user.UserEvent.UserRegistered;
import io.signalbox.credential.user.UserEvent.UserRemoved;
import io.signalbox.kit.eventstore.TenantOwned;
import io.signalbox.kit.security.Role;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A person of a tenant: no password, only an id that tokens name, and the roles such tokens may carry. */
@Aggregate
final class User implements TenantOwned {
    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it.
    private UUID id;

    private @Nullable TenantId tenant;
    private @Nullable String displayName;
    private Set<Role> roles = Set.of();
    private boolean present;

    User() {}

    /** Somebody who was removed may be registered again; the same registration twice changes nothing. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void register(RegisterUser command) {
        assertSomeRole(command.roles());
        if (!present) {
            AggregateLifecycle.apply(new UserRegistered(
                    command.tenant(),
                    command.user(),
                    command.displayName(),
                    command.roles(),
                    command.by(),
                    command.at()));
            return;
        }
        if (!isAlready(command.displayName(), command.roles())) {
            throw UserRefusal.USER_EXISTS.refusedAt("id", command.user(), command.user());
        }
    }

    @CommandHandler
    void change(ChangeUser command) {
        assertPresent(command.user());
        assertSomeRole(command.roles());
        if (!isAlready(command.displayName(), command.roles())) {
            AggregateLifecycle.apply(new UserChanged(
                    command.tenant(),
                    command.user(),
                    command.displayName(),
                    command.roles(),
                    command.by(),
                    command.at()));
        }
    }

    @CommandHandler
    void remove(RemoveUser command) {
        if (present) {
            AggregateLifecycle.apply(new UserRemoved(command.tenant(), command.user(), command.by(), command.at()));
        }
    }

    @EventSourcingHandler
    void on(UserEvent event) {
        switch (event) {
            case UserRegistered registered -> {
                id = UserKey.of(registered.tenant(), registered.user());
                tenant = registered.tenant();
                displayName = registered.displayName();
                roles = registered.roles();
                present = true;
            }
            case UserChanged changed -> {
                displayName = changed.displayName();
                roles = changed.roles();
            }
            case UserRemoved removed -> present = false;
        }
    }

    @Override
    public @Nullable TenantId tenant() {
        return tenant;
    }

    private boolean isAlready(@Nullable String otherName, Set<Role> otherRoles) {
        return Objects.equals(displayName, otherName) && roles.equals(otherRoles);
    }

    private void assertPresent(String user) {
        if (!present) {
            throw UserRefusal.USER_UNKNOWN.refused(user);
        }
    }

    private static void assertSomeRole(Set<Role> roles) {
        if (roles.isEmpty()) {
            throw UserRefusal.ROLES_EMPTY.refusedAt("roles");
        }
    }
}
