package io.signalbox.usage.ledger;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sees to it that the month a request id belongs to has its partition before an entry is written: ahead of time by a
 * schedule, and on demand for whatever the schedule missed. Ids from outside {@link #MONTHS_BACK} and {@link
 * #MONTHS_AHEAD} come from a wrong clock; they rest in the default partition until their month is made.
 */
public final class LedgerPartitions {
    static final int MONTHS_BACK = 36;
    static final int MONTHS_AHEAD = 2;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Set<YearMonth> known = ConcurrentHashMap.newKeySet();

    public LedgerPartitions(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** This month's partition and the next ones'. */
    public void ensureAhead() {
        YearMonth now = now();
        for (int ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
            YearMonth month = now.plusMonths(ahead);
            transaction.executeWithoutResult(status -> make(month));
            known.add(month);
        }
    }

    /** Inside the writer's transaction, so a month becomes known only by the next writer that sees it made. */
    void ensureFor(Collection<LedgerEntry> entries) {
        Set<YearMonth> months =
                entries.stream().map(entry -> month(entry.requestId())).collect(Collectors.toSet());
        months.removeAll(known);
        YearMonth now = now();
        for (YearMonth month : months) {
            if (month.isBefore(now.minusMonths(MONTHS_BACK)) || month.isAfter(now.plusMonths(MONTHS_AHEAD))) {
                continue;
            }
            if (!make(month)) {
                known.add(month);
            }
        }
    }

    /** The month of the moment in a UUIDv7. */
    static YearMonth month(UUID requestId) {
        long millis = requestId.getMostSignificantBits() >>> 16;
        return YearMonth.from(Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC));
    }

    /** True when it was missing. */
    private boolean make(YearMonth month) {
        return jdbc.sql("SELECT ledger_partition_ensure(:month)")
                .param("month", month.atDay(1))
                .query(Boolean.class)
                .single();
    }

    private YearMonth now() {
        return YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
    }
}
