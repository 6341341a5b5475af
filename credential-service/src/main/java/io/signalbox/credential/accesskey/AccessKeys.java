package io.signalbox.credential.accesskey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.signalbox.contracts.TenantId;
import io.signalbox.kit.api.Cursor;
import io.signalbox.kit.api.Page;
import io.signalbox.kit.api.PageRequest;
import io.signalbox.kit.contractjson.ContractJson;
import io.signalbox.kit.tenancy.TenantTransaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers which access keys a tenant has, and to the gateway, whose key has a hash. */
@Component
public final class AccessKeys {
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final TenantTransaction transaction;
    private final JdbcClient sql;
    private final JdbcClient everyTenant;

    AccessKeys(TenantTransaction transaction, JdbcClient sql, @Qualifier("processorJdbc") JdbcClient everyTenant) {
        this.transaction = transaction;
        this.sql = sql;
        this.everyTenant = everyTenant;
    }

    /** {@code user} null is everybody's. */
    public Page<AccessKeyState> list(TenantId tenant, @Nullable String user, PageRequest page) {
        UUID after =
                page.after(1).map(at -> UUID.fromString(at.values().getFirst())).orElse(BEFORE_ALL);
        List<AccessKeyState> rows = transaction.in(
                tenant,
                () -> sql.sql("""
                        select * from access_key
                        where access_key_id > :after and (cast(:user as text) is null or user_id = :user)
                        order by access_key_id limit :limit
                        """)
                        .param("after", after)
                        .param("user", user)
                        .param("limit", page.limitPlusOne())
                        .query((row, number) -> state(row))
                        .list());
        return Page.of(rows, page, state -> Cursor.at(state.id()));
    }

    public Optional<AccessKeyState> find(TenantId tenant, UUID id) {
        return transaction.in(
                tenant,
                () -> sql.sql("select * from access_key where access_key_id = ?")
                        .param(id)
                        .query((row, number) -> state(row))
                        .optional());
    }

    /** Those of a tenant that are not revoked yet, at most {@code limit}. */
    public List<UUID> notRevoked(TenantId tenant, int limit) {
        return transaction.in(
                tenant,
                () -> sql.sql("select access_key_id from access_key where revoked_at is null limit ?")
                        .param(limit)
                        .query(UUID.class)
                        .list());
    }

    /** Whoever's key it is: whoever asks has the key in hand and does not know the tenant yet. */
    Optional<AccessKeyState> byHash(String hash) {
        return everyTenant
                .sql("select * from access_key where secret_hash = ?")
                .param(hash)
                .query((row, number) -> state(row))
                .optional();
    }

    private static AccessKeyState state(ResultSet row) throws SQLException {
        return new AccessKeyState(
                row.getObject("access_key_id", UUID.class),
                row.getString("name"),
                row.getString("prefix"),
                row.getObject("project_id", UUID.class),
                row.getString("user_id"),
                List.of((String[]) row.getArray("models").getArray()),
                List.of((String[]) row.getArray("routes").getArray()),
                row.getObject("requests_per_minute", Long.class),
                tags(row.getString("tags")),
                row.getBoolean("active"),
                row.getString("issued_by"),
                row.getTimestamp("issued_at").toInstant(),
                row.getTimestamp("updated_at").toInstant(),
                instant(row, "expires_at"),
                instant(row, "revoked_at"),
                new TenantId(row.getString("tenant")),
                row.getString("secret_hash"),
                row.getLong("version"));
    }

    private static Map<String, String> tags(String json) {
        try {
            return ContractJson.mapper().readValue(json, new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an access key's tags are not a map of texts", e);
        }
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
