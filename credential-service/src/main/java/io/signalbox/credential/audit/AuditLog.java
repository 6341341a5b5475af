package io.signalbox.credential.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.audit.AuditEvent;
import io.signalbox.kit.contractjson.ContractJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Adds entries to their tenant's chain, inside the caller's transaction: what was done and the record of it are stored
 * together or not at all. The chain's end is locked until then, so entries of one tenant queue; a transaction that adds
 * for several tenants does so in the order of their ids.
 */
public final class AuditLog {
    record Link(long position, byte[] hash) {}

    private final JdbcClient sql;

    public AuditLog(JdbcClient sql) {
        this.sql = sql;
    }

    /** What another service recorded. */
    public void append(AuditEvent.AuditRecorded recorded) {
        append(new AuditEntry(
                recorded.tenant(),
                recorded.auditId(),
                recorded.service(),
                recorded.actor(),
                recorded.action(),
                recorded.subject(),
                AuditEntry.Outcome.valueOf(recorded.outcome().toUpperCase(Locale.ROOT)),
                recorded.from(),
                recorded.detail(),
                recorded.at()));
    }

    /** An entry that is there already is not added again. */
    void append(AuditEntry entry) {
        Link end = lockEnd(entry.tenant());
        if (isThere(entry)) {
            return;
        }
        long position = end.position() + 1;
        byte[] hash = ChainedHash.of(end.hash(), position, entry);
        insert(entry, position, end.hash(), hash);
        sql.sql("update audit_head set position = ?, hash = ? where tenant = ?")
                .params(position, hash, entry.tenant().value())
                .update();
    }

    private Link lockEnd(TenantId tenant) {
        sql.sql("insert into audit_head (tenant, position, hash) values (?, 0, ?) on conflict do nothing")
                .params(tenant.value(), ChainedHash.GENESIS)
                .update();
        return sql.sql("select position, hash from audit_head where tenant = ? for update")
                .param(tenant.value())
                .query((row, number) -> new Link(row.getLong("position"), row.getBytes("hash")))
                .single();
    }

    private boolean isThere(AuditEntry entry) {
        return sql.sql("select exists (select from audit_entry where tenant = ? and audit_id = ?)")
                .params(entry.tenant().value(), entry.id())
                .query(Boolean.class)
                .single();
    }

    private void insert(AuditEntry entry, long position, byte[] previous, byte[] hash) {
        sql.sql("""
                insert into audit_entry (tenant, position, audit_id, service, actor, action, subject, outcome,
                                         source, detail, at, previous_hash, hash)
                values (:tenant, :position, :id, :service, :actor, :action, :subject, :outcome,
                        :from, :detail::jsonb, :at, :previous, :hash)
                """)
                .param("tenant", entry.tenant().value())
                .param("position", position)
                .param("id", entry.id())
                .param("service", entry.service())
                .param("actor", entry.actor())
                .param("action", entry.action())
                .param("subject", entry.subject())
                .param("outcome", entry.outcome().name().toLowerCase(Locale.ROOT))
                .param("from", entry.from())
                .param("detail", json(entry.detail()))
                .param("at", Timestamp.from(entry.at()))
                .param("previous", previous)
                .param("hash", hash)
                .update();
    }

    /** The entry of a row of {@code audit_entry}. */
    static AuditEntry entry(ResultSet row) throws SQLException {
        try {
            return new AuditEntry(
                    new TenantId(row.getString("tenant")),
                    row.getObject("audit_id", UUID.class),
                    row.getString("service"),
                    row.getString("actor"),
                    row.getString("action"),
                    row.getString("subject"),
                    AuditEntry.Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
                    row.getString("source"),
                    ContractJson.mapper()
                            .readValue(row.getString("detail"), new TypeReference<Map<String, String>>() {}),
                    row.getTimestamp("at").toInstant());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an audit entry's detail is not a map of texts", e);
        }
    }

    private static String json(Map<String, String> detail) {
        try {
            return ContractJson.mapper().writeValueAsString(detail);
        } catch (JsonProcessingException e) {
            throw new AssertionError("a map of texts is JSON", e);
        }
    }
}
