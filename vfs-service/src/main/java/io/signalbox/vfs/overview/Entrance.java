package io.signalbox.vfs.overview;

import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.kit.security.Caller;
import io.signalbox.kit.security.Role;
import io.signalbox.vfs.session.SessionRefusal;
import io.signalbox.vfs.token.Visitor;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Lets a visitor into a session or says why not: a token opens its own, a developer those they opened, an administrator
 * all of the tenant.
 */
@Component
public final class Entrance {
    private final Sessions sessions;

    Entrance(Sessions sessions) {
        this.sessions = sessions;
    }

    /** The session, which is open. */
    public SessionOverview open(Visitor visitor, UUID sessionId) {
        SessionOverview session = known(visitor, sessionId);
        return switch (session.state()) {
            case OPEN -> session;
            case EXPIRED -> throw SessionRefusal.SESSION_EXPIRED.refused(session.expiresAt());
            case CLOSED -> throw SessionRefusal.SESSION_CLOSED.refused();
        };
    }

    /** The session, also one that has ended. */
    SessionOverview known(Visitor visitor, UUID sessionId) {
        if (visitor instanceof Visitor.TokenHolder holder && !holder.sessionId().equals(sessionId)) {
            throw SessionRefusal.TOKEN_SCOPE.refused(holder.sessionId());
        }
        SessionOverview session = sessions.find(visitor.tenant(), sessionId)
                .orElseThrow(() -> StandardRefusal.NOT_FOUND.refused("The session " + sessionId));
        if (visitor instanceof Visitor.User user) {
            assertMayEnter(user.caller(), session);
        }
        return session;
    }

    private static void assertMayEnter(Caller caller, SessionOverview session) {
        caller.require(Role.ADMINISTRATOR, Role.DEVELOPER, Role.SERVICE);
        boolean all = caller.has(Role.ADMINISTRATOR) || caller.isService();
        if (!all && !caller.subject().equals(session.openedBy())) {
            throw SessionRefusal.OWN_SESSIONS_ONLY.refused();
        }
    }
}
