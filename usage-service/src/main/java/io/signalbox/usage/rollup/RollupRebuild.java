package io.signalbox.usage.rollup;

import io.signalbox.usage.lock.LedgerLock;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the roll-ups anew from the ledger, a tenant's day per transaction, while entries go on being written: each day is
 * exact when its transaction ends, and every entry written later adds to it. Nobody ever reads an empty day.
 */
public final class RollupRebuild {
    private static final Duration SLICE = Duration.ofDays(1);

    /** Between which hours a tenant has, or is said to have, used anything. */
    private record Extent(String tenant, Instant from, Instant to) {}

    private static final String EXTENTS = """
            SELECT tenant, min(from_hour) AS from_hour, max(to_hour) AS to_hour
            FROM (
                SELECT tenant, date_trunc('day', min(opened_at), 'UTC') AS from_hour, max(opened_at) AS to_hour
                FROM ledger_entry GROUP BY tenant
                UNION ALL SELECT tenant, min(hour), max(hour) FROM usage_read.usage_rollup_hour GROUP BY tenant
                UNION ALL SELECT tenant, min(hour), max(hour) FROM usage_read.usage_rollup_tag_hour GROUP BY tenant
            ) AS extent
            GROUP BY tenant ORDER BY tenant
            """;

    private static final String ENTRIES = """
            (SELECT * FROM ledger_entry WHERE tenant = :tenant AND opened_at >= :from AND opened_at < :to) AS e""";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    public RollupRebuild(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** All tenants, all time; returns the number of days made anew. */
    public int run() {
        int days = 0;
        for (Extent extent : extents()) {
            Instant from = extent.from().truncatedTo(ChronoUnit.DAYS);
            while (!from.isAfter(extent.to())) {
                slice(extent.tenant(), from, from.plus(SLICE));
                from = from.plus(SLICE);
                days++;
            }
        }
        return days;
    }

    private List<Extent> extents() {
        return jdbc.sql(EXTENTS)
                .query((row, number) -> new Extent(
                        row.getString("tenant"),
                        row.getTimestamp("from_hour").toInstant(),
                        row.getTimestamp("to_hour").toInstant()))
                .list();
    }

    private void slice(String tenant, Instant from, Instant to) {
        Map<String, Object> slice = Map.of("tenant", tenant, "from", Timestamp.from(from), "to", Timestamp.from(to));
        transaction.executeWithoutResult(status -> {
            LedgerLock.takeAlone(jdbc);
            for (String table : List.of("usage_rollup_hour", "usage_rollup_tag_hour")) {
                jdbc.sql("DELETE FROM usage_read." + table + " WHERE tenant = :tenant AND hour >= :from AND hour < :to")
                        .params(slice)
                        .update();
            }
            jdbc.sql(Contribution.addHourly(ENTRIES)).params(slice).update();
            jdbc.sql(Contribution.addTagged(ENTRIES)).params(slice).update();
        });
    }
}
