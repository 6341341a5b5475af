package io.signalbox.vfs.overview;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.api.Cursor;
import io.signalbox.kit.api.Page;
import io.signalbox.kit.api.PageRequest;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.kit.tenancy.TenantTransaction;
import io.signalbox.vfs.overview.SessionOverview.State;
import io.signalbox.vfs.session.CloseReason;
import io.signalbox.vfs.session.Quota;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers which sessions a tenant has. Whether one has ended is the clock's to say, not the sweeper's. */
@Component
public final class Sessions {
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final TenantTransaction transaction;
    private final JdbcClient sql;
    private final Clock clock;

    Sessions(TenantTransaction transaction, JdbcClient sql, Clock clock) {
        this.transaction = transaction;
        this.sql = sql;
        this.clock = clock;
    }

    /** {@code openedBy} null is everybody's. */
    public Page<SessionOverview> list(TenantId tenant, @Nullable String openedBy, PageRequest page) {
        UUID after = page.after(1).map(at -> id(at.values().getFirst())).orElse(BEFORE_ALL);
        List<SessionOverview> rows = transaction.in(
                tenant,
                () -> sql.sql("""
                        select * from session_overview
                        where session_id > :after and (cast(:by as text) is null or opened_by = :by)
                        order by session_id limit :limit
                        """)
                        .param("after", after)
                        .param("by", openedBy)
                        .param("limit", page.limitPlusOne())
                        .query((row, number) -> overview(row))
                        .list());
        return Page.of(rows, page, session -> Cursor.at(session.id()));
    }

    public Optional<SessionOverview> find(TenantId tenant, UUID id) {
        return transaction.in(
                tenant,
                () -> sql.sql("select * from session_overview where session_id = ?")
                        .param(id)
                        .query((row, number) -> overview(row))
                        .optional());
    }

    int countOpen(TenantId tenant) {
        return transaction.in(
                tenant,
                () -> sql.sql("select count(*) from session_overview where closed_at is null and expires_at > ?")
                        .param(Timestamp.from(clock.instant()))
                        .query(Integer.class)
                        .single());
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw StandardRefusal.PARAMETER_INVALID.refusedAt("cursor", "cursor", "it was not given out by this list");
        }
    }

    private SessionOverview overview(ResultSet row) throws SQLException {
        Instant expiresAt = row.getTimestamp("expires_at").toInstant();
        Timestamp closed = row.getTimestamp("closed_at");
        Instant closedAt = closed == null ? null : closed.toInstant();
        String reason = row.getString("closed_reason");
        return new SessionOverview(
                row.getObject("session_id", UUID.class),
                row.getString("name"),
                State.of(closedAt, expiresAt, clock.instant()),
                new Quota(row.getLong("bytes_max"), row.getInt("files_max")),
                new Quota(row.getLong("bytes_used"), row.getInt("files_used")),
                row.getString("token_prefix"),
                row.getString("opened_by"),
                row.getTimestamp("opened_at").toInstant(),
                expiresAt,
                closedAt,
                reason == null ? null : CloseReason.valueOf(reason),
                row.getLong("version"));
    }
}
