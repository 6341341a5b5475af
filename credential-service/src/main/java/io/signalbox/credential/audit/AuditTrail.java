package io.signalbox.credential.audit;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.api.Cursor;
import io.signalbox.kit.api.Page;
import io.signalbox.kit.api.PageRequest;
import io.signalbox.kit.tenancy.TenantTransaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the audit log of a tenant and checks its chain. */
@Component
final class AuditTrail {
    private static final int CHECK_BATCH = 1_000;

    /** Null restricts nothing; {@code from} is included, {@code to} is not. */
    record Filter(
            @Nullable String actor,
            @Nullable String action,
            @Nullable String subject,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /**
     * What the check found.
     *
     * @param entries how many entries hold together from the first on
     * @param brokenAt the first that does not fit; null when all do
     * @param lastHash of the last entry that fits
     */
    record Check(boolean isWhole, long entries, @Nullable Long brokenAt, String lastHash) {}

    private record Row(long position, AuditEntry entry, byte[] previous, byte[] hash) {}

    private final TenantTransaction transaction;
    private final JdbcClient sql;

    AuditTrail(TenantTransaction transaction, JdbcClient sql) {
        this.transaction = transaction;
        this.sql = sql;
    }

    Page<AuditState> list(TenantId tenant, Filter filter, PageRequest page) {
        long before =
                page.after(1).map(at -> Long.parseLong(at.values().getFirst())).orElse(Long.MAX_VALUE);
        List<Row> rows = transaction.in(
                tenant,
                () -> sql.sql("""
                        select * from audit_entry
                        where tenant = :tenant and position < :before
                          and (cast(:actor as text) is null or actor = :actor)
                          and (cast(:action as text) is null or action = :action)
                          and (cast(:subject as text) is null or subject = :subject)
                          and (cast(:from as timestamptz) is null or at >= :from)
                          and (cast(:to as timestamptz) is null or at < :to)
                        order by position desc limit :limit
                        """)
                        .param("tenant", tenant.value())
                        .param("before", before)
                        .param("actor", filter.actor())
                        .param("action", filter.action())
                        .param("subject", filter.subject())
                        .param("from", time(filter.from()))
                        .param("to", time(filter.to()))
                        .param("limit", page.limitPlusOne())
                        .query((row, number) -> row(row))
                        .list());
        return Page.of(rows, page, row -> Cursor.at(row.position())).map(AuditTrail::state);
    }

    Check check(TenantId tenant) {
        // Asked first: what is added meanwhile is looked at as well, but not missed.
        long end = end(tenant);
        long entries = 0;
        byte[] previous = ChainedHash.GENESIS;
        for (List<Row> batch = batch(tenant, 0); !batch.isEmpty(); batch = batch(tenant, entries)) {
            for (Row row : batch) {
                boolean fits = row.position() == entries + 1
                        && Arrays.equals(row.previous(), previous)
                        && Arrays.equals(row.hash(), ChainedHash.of(previous, row.position(), row.entry()));
                if (!fits) {
                    return new Check(false, entries, entries + 1, hex(previous));
                }
                entries = row.position();
                previous = row.hash();
            }
        }
        // Entries cut off at the end leave the chain whole; its end is remembered beside it.
        return entries >= end
                ? new Check(true, entries, null, hex(previous))
                : new Check(false, entries, entries + 1, hex(previous));
    }

    private List<Row> batch(TenantId tenant, long after) {
        return transaction.in(
                tenant,
                () -> sql.sql("""
                        select * from audit_entry where tenant = ? and position > ? order by position limit ?
                        """)
                        .params(tenant.value(), after, CHECK_BATCH)
                        .query((row, number) -> row(row))
                        .list());
    }

    private long end(TenantId tenant) {
        return transaction.in(
                tenant,
                () -> sql.sql("select coalesce(max(position), 0) from audit_head where tenant = ?")
                        .param(tenant.value())
                        .query(Long.class)
                        .single());
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getLong("position"), AuditLog.entry(row), row.getBytes("previous_hash"), row.getBytes("hash"));
    }

    private static AuditState state(Row row) {
        AuditEntry entry = row.entry();
        return new AuditState(
                row.position(),
                entry.id(),
                entry.at(),
                entry.service(),
                entry.actor(),
                entry.action(),
                entry.subject(),
                entry.outcome(),
                entry.from(),
                entry.detail(),
                hex(row.hash()));
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }

    private static @Nullable Timestamp time(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }
}
