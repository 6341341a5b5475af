package io.signalbox.vfs.overview;

import io.signalbox.kit.eventstore.Commands;
import io.signalbox.kit.eventstore.ReadYourWrites;
import io.signalbox.kit.identity.IdSource;
import io.signalbox.kit.security.Caller;
import io.signalbox.vfs.VfsProperties;
import io.signalbox.vfs.overview.SessionOverview.State;
import io.signalbox.vfs.session.Quota;
import io.signalbox.vfs.session.SessionCommand.OpenSession;
import io.signalbox.vfs.session.SessionRefusal;
import io.signalbox.vfs.token.SessionToken;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Opens sessions: makes the token, stores its hash, gives the token out once. */
@Component
final class OpeningSessions {
    private final Commands commands;
    private final ReadYourWrites written;
    private final Sessions sessions;
    private final VfsProperties limits;
    private final IdSource ids;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    OpeningSessions(
            Commands commands,
            ReadYourWrites written,
            Sessions sessions,
            VfsProperties limits,
            IdSource ids,
            Clock clock) {
        this.commands = commands;
        this.written = written;
        this.sessions = sessions;
        this.limits = limits;
        this.ids = ids;
        this.clock = clock;
    }

    OpenedSession open(NewSession wanted, Caller caller) {
        int open = sessions.countOpen(caller.tenant());
        if (open >= limits.sessionsMax()) {
            throw SessionRefusal.SESSIONS_TOO_MANY.refused(open);
        }
        UUID id = ids.next();
        SessionToken token = SessionToken.generate(random);
        Quota quota = wanted.quotaWithin(limits);
        // As the database keeps it: what is answered now and what is read later are the same.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant expiresAt = now.plus(wanted.lifetimeWithin(limits)).truncatedTo(ChronoUnit.MICROS);
        commands.send(new OpenSession(
                caller.tenant(),
                id,
                wanted.name(),
                quota,
                token.hash(),
                token.prefix(),
                caller.subject(),
                now,
                expiresAt));
        written.await(SessionOverviewProjection.PROCESSOR, id);
        SessionOverview opened = new SessionOverview(
                id,
                wanted.name(),
                State.OPEN,
                quota,
                new Quota(0, 0),
                token.prefix(),
                caller.subject(),
                now,
                expiresAt,
                null,
                null,
                0);
        return new OpenedSession(token.reveal(), opened);
    }
}
