package io.signalbox.vfs.sweeping;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.Commands;
import io.signalbox.kit.problem.RefusedException;
import io.signalbox.vfs.VfsProperties;
import io.signalbox.vfs.content.UnusedContent;
import io.signalbox.vfs.session.CloseReason;
import io.signalbox.vfs.session.SessionCommand.CloseSession;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Cleans up after sessions. Nothing waits for it: an expired session is refused by the clock, before it is closed. Several
 * processes may sweep at once; what one has done, the others find done.
 */
@Component
public final class Sweeper {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final String SELF = "service:vfs";
    private static final int CLOSED_AT_ONCE_MAX = 100;

    private record Ended(TenantId tenant, UUID sessionId) {}

    private final JdbcClient everyTenant;
    private final Commands commands;
    private final UnusedContent unused;
    private final VfsProperties limits;
    private final Clock clock;

    Sweeper(
            @Qualifier("processorJdbc") JdbcClient everyTenant,
            Commands commands,
            UnusedContent unused,
            VfsProperties limits,
            Clock clock) {
        this.everyTenant = everyTenant;
        this.commands = commands;
        this.unused = unused;
        this.limits = limits;
        this.clock = clock;
    }

    /** One round; what is left over is for the next. */
    public void sweep() {
        Instant now = clock.instant();
        ended(now).forEach(this::close);
        unused.mark(now);
        Instant before = now.minus(limits.contentGrace());
        int freed;
        do {
            freed = unused.free(before);
        } while (freed > 0);
        unused.freeUnfinished(before);
    }

    private List<Ended> ended(Instant now) {
        return everyTenant
                .sql("""
                        select tenant, session_id from session_overview
                        where closed_at is null and expires_at <= ? order by expires_at limit ?
                        """)
                .params(Timestamp.from(now), CLOSED_AT_ONCE_MAX)
                .query((row, number) -> new Ended(new TenantId(row.getString(1)), row.getObject(2, UUID.class)))
                .list();
    }

    private void close(Ended ended) {
        try {
            commands.send(
                    new CloseSession(ended.tenant(), ended.sessionId(), CloseReason.EXPIRED, SELF, clock.instant()));
        } catch (RefusedException e) {
            // Another process closes it at this moment, or the database is away; the next round sees.
            LOG.atDebug()
                    .addKeyValue("session", ended.sessionId())
                    .addKeyValue("refusal", e.refusal().code())
                    .log("an expired session was not closed now");
        }
    }
}
