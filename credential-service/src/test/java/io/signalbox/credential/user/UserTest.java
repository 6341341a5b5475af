package io.signalbox.credential.user;

import io.signalbox.contracts.TenantId;
import io.signalbox.credential.user.UserCommand.ChangeUser;
import io.signalbox.credential.user.UserCommand.RegisterUser;
import io.signalbox.credential.user.UserCommand.RemoveUser;
import io.signalbox.credential.user.UserEvent.UserChanged;
import io.signalbox.credential.user.UserEvent.UserRegistered;
import io.signalbox.credential.user.UserEvent.UserRemoved;
import io.signalbox.kit.problem.RefusedException;
import io.signalbox.kit.security.Role;
import java.time.Instant;
import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class UserTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final Set<Role> DEVELOPER = Set.of(Role.DEVELOPER);
    private static final UserRegistered GRACE = new UserRegistered(ACME, "grace", null, DEVELOPER, "ada", NOW);
    private static final UserRemoved REMOVED = new UserRemoved(ACME, "grace", "ada", NOW);
    private static final RegisterUser REGISTER = new RegisterUser(ACME, "grace", null, DEVELOPER, "ada", NOW);

    private final FixtureConfiguration<User> user = new AggregateTestFixture<>(User.class);

    @Test
    void a_user_is_registered() {
        user.givenNoPriorActivity().when(REGISTER).expectEvents(GRACE);
    }

    @Test
    void the_same_registration_again_changes_nothing() {
        user.given(GRACE).when(REGISTER).expectNoEvents().expectSuccessfulHandlerExecution();
    }

    @Test
    void another_registration_of_the_same_id_is_refused() {
        user.given(GRACE)
                .when(new RegisterUser(ACME, "grace", null, Set.of(Role.AUDITOR), "ada", NOW))
                .expectException(RefusedException.class);
    }

    @Test
    void somebody_who_was_removed_may_come_back() {
        user.given(GRACE, REMOVED).when(REGISTER).expectEvents(GRACE);
    }

    @Test
    void a_user_without_a_role_is_refused() {
        user.given(GRACE)
                .when(new ChangeUser(ACME, "grace", null, Set.of(), "ada", NOW))
                .expectException(RefusedException.class);
    }

    @Test
    void roles_are_changed() {
        user.given(GRACE)
                .when(new ChangeUser(ACME, "grace", "Grace", DEVELOPER, "ada", NOW))
                .expectEvents(new UserChanged(ACME, "grace", "Grace", DEVELOPER, "ada", NOW));
    }

    @Test
    void a_removed_user_is_not_changed() {
        user.given(GRACE, REMOVED)
                .when(new ChangeUser(ACME, "grace", "Grace", DEVELOPER, "ada", NOW))
                .expectException(RefusedException.class);
    }

    @Test
    void removing_twice_changes_nothing() {
        user.given(GRACE, REMOVED)
                .when(new RemoveUser(ACME, "grace", "ada", NOW))
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
    }
}
