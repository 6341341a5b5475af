package io.signalbox.credential.revocation;

import io.signalbox.contracts.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was revoked after a position, of every tenant: asked for by gateways, which serve them all. */
@Component
final class Revocations {
    /** Rows of one answer; who is further behind asks again at once. */
    static final int ITEMS_MAX = 1_000;

    private static final Duration POLL = Duration.ofMillis(100);

    /** One end of one key. */
    record Revocation(
            String kind, TenantId tenant, UUID id, @Nullable String secretHash, Instant at) {}

    private record Row(long position, Revocation revocation) {}

    /** Ends of keys, and the position behind them. */
    record Revoked(List<Revocation> items, String cursor) {}

    private final JdbcClient sql;

    Revocations(@Qualifier("processorJdbc") JdbcClient sql) {
        this.sql = sql;
    }

    /** Waits, on a virtual thread, until there is something or the time is over. */
    Revoked after(long position, Duration wait) {
        long until = System.nanoTime() + wait.toNanos();
        List<Row> rows = rows(position);
        while (rows.isEmpty()
                && System.nanoTime() < until
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(POLL.toNanos());
            rows = rows(position);
        }
        long behind = rows.isEmpty() ? position : rows.getLast().position();
        return new Revoked(rows.stream().map(Row::revocation).toList(), Long.toString(behind));
    }

    private List<Row> rows(long position) {
        return sql.sql("select * from revocation where position > ? order by position limit ?")
                .params(position, ITEMS_MAX)
                .query((row, number) -> new Row(
                        row.getLong("position"),
                        new Revocation(
                                row.getString("kind"),
                                new TenantId(row.getString("tenant")),
                                row.getObject("id", UUID.class),
                                row.getString("secret_hash"),
                                row.getTimestamp("at").toInstant())))
                .list();
    }
}
