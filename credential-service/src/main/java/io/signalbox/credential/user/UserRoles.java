package io.signalbox.credential.user;

import io.signalbox.contracts.TenantId;
import io.signalbox.credential.audit.Actor;
import io.signalbox.credential.directory.Directory;
import io.signalbox.credential.directory.TenantState;
import io.signalbox.credential.directory.UserState;
import io.signalbox.credential.tenant.TenantRefusal;
import io.signalbox.credential.user.UserCommand.RegisterUser;
import io.signalbox.kit.eventstore.Commands;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.kit.security.Role;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Which roles a token for a user may carry: never more than the user has. Called inside the tenant's transaction. */
@Component
public final class UserRoles {
    private final Directory directory;
    private final Commands commands;
    private final Clock clock;

    UserRoles(Directory directory, Commands commands, Clock clock) {
        this.directory = directory;
        this.commands = commands;
        this.clock = clock;
    }

    /** The roles asked for, all the user's when none are; refuses the first the user does not have. */
    public Set<Role> held(Actor actor, String user, Set<Role> asked) {
        assertOpen(actor.tenant());
        UserState state = directory
                .user(actor.tenant(), user)
                .orElseThrow(() -> UserRefusal.USER_UNKNOWN.refusedAt("user", user));
        return within(state, asked);
    }

    /** As {@link #held}, but a user nobody knows yet is registered as an administrator of that tenant first. */
    public Set<Role> administrator(Actor actor, String user, Set<Role> asked) {
        assertOpen(actor.tenant());
        Optional<UserState> known = directory.user(actor.tenant(), user);
        if (known.isPresent()) {
            return within(known.get(), asked);
        }
        Set<Role> roles = asked.isEmpty() ? Set.of(Role.ADMINISTRATOR) : asked;
        commands.send(new RegisterUser(actor.tenant(), user, null, roles, actor.subject(), clock.instant()));
        return roles;
    }

    private static Set<Role> within(UserState state, Set<Role> asked) {
        Set<Role> held = Roles.of(state.roles());
        asked.stream().filter(role -> !held.contains(role)).findFirst().ifPresent(role -> {
            throw UserRefusal.ROLE_NOT_HELD.refusedAt("roles", state.id(), role.word());
        });
        return asked.isEmpty() ? held : asked;
    }

    private void assertOpen(TenantId tenant) {
        TenantState state = directory
                .tenant(tenant, tenant)
                .orElseThrow(() -> StandardRefusal.NOT_FOUND.refusedAt("tenant", "The tenant " + tenant));
        if (!state.isOpen()) {
            throw TenantRefusal.TENANT_CLOSED.refusedAt("tenant", tenant);
        }
    }
}
