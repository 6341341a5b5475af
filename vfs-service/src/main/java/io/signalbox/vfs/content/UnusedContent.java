package io.signalbox.vfs.content;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Frees content no file holds. In two steps with time between them, because whoever found content a moment ago may still
 * be reading it, and whoever just stored it has not said yet which file holds it. Several processes may do this at once.
 */
@Component
public final class UnusedContent {
    private static final int FREED_AT_ONCE_MAX = 100;
    private static final int MARKED_AT_ONCE_MAX = 10_000;

    private record Victim(String tenant, String hash, UUID contentId) {}

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    UnusedContent(
            @Qualifier("processorJdbc") JdbcClient jdbc,
            @Qualifier("processorTransactions") PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(transactions);
    }

    /** Notes since when content is not held, and that some is again. */
    public void mark(Instant now) {
        jdbc.sql("""
                        update content set unused_since = :now where (tenant, hash) in (
                            select c.tenant, c.hash from content c where c.unused_since is null and not exists (
                                select from content_hold h where h.tenant = c.tenant and h.hash = c.hash)
                            limit :max for update skip locked)
                        """)
                .param("now", Timestamp.from(now))
                .param("max", MARKED_AT_ONCE_MAX)
                .update();
        jdbc.sql("""
                        update content set unused_since = null where (tenant, hash) in (
                            select c.tenant, c.hash from content c where c.unused_since is not null and exists (
                                select from content_hold h where h.tenant = c.tenant and h.hash = c.hash)
                            limit :max for update skip locked)
                        """).param("max", MARKED_AT_ONCE_MAX).update();
    }

    /** Frees a bounded number of those nobody has held since {@code before}; how many were freed. */
    public int free(Instant before) {
        Integer freed = transactions.execute(status -> {
            // Locked: a command that begins to hold one meanwhile waits, and then does not find it.
            var victims = jdbc.sql("""
                            select tenant, hash, content_id from content c
                            where unused_since < :before and not exists (
                                select from content_hold h where h.tenant = c.tenant and h.hash = c.hash)
                            limit :max for update skip locked
                            """)
                    .param("before", Timestamp.from(before))
                    .param("max", FREED_AT_ONCE_MAX)
                    .query(Victim.class)
                    .list();
            victims.forEach(this::free);
            return victims.size();
        });
        return freed == null ? 0 : freed;
    }

    /** Pieces of content whose sender never came to its end. */
    public int freeUnfinished(Instant before) {
        return jdbc.sql("""
                        delete from content_piece p where stored_at < :before and not exists (
                            select from content c where c.tenant = p.tenant and c.content_id = p.content_id)
                        """).param("before", Timestamp.from(before)).update();
    }

    private void free(Victim victim) {
        jdbc.sql("delete from content where tenant = ? and hash = ?")
                .params(victim.tenant(), victim.hash())
                .update();
        jdbc.sql("delete from content_piece where tenant = ? and content_id = ?")
                .params(victim.tenant(), victim.contentId())
                .update();
    }
}
