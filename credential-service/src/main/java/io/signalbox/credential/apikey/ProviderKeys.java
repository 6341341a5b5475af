package io.signalbox.credential.apikey;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.api.Cursor;
import io.signalbox.kit.api.Page;
import io.signalbox.kit.api.PageRequest;
import io.signalbox.kit.tenancy.TenantTransaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers which provider keys a tenant has and how they are used. */
@Component
public final class ProviderKeys {
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private static final String ROWS = """
            select k.*, u.last_used_at, coalesce(u.usage_count, 0) as usage_count
            from provider_key k left join provider_key_use u using (tenant, credential_id)
            """;

    private final TenantTransaction transaction;
    private final JdbcClient sql;

    ProviderKeys(TenantTransaction transaction, JdbcClient sql) {
        this.transaction = transaction;
        this.sql = sql;
    }

    /** Those that are not revoked; {@code owner} and {@code provider} null are everybody's and every one. */
    Page<ProviderKeyState> list(TenantId tenant, @Nullable String owner, @Nullable String provider, PageRequest page) {
        UUID after =
                page.after(1).map(at -> UUID.fromString(at.values().getFirst())).orElse(BEFORE_ALL);
        List<ProviderKeyState> rows = transaction.in(
                tenant,
                () -> sql.sql(ROWS + """
                        where credential_id > :after and revoked_at is null
                          and (cast(:owner as text) is null or owner = :owner)
                          and (cast(:provider as text) is null or provider_type = :provider)
                        order by credential_id limit :limit
                        """)
                        .param("after", after)
                        .param("owner", owner)
                        .param("provider", provider)
                        .param("limit", page.limitPlusOne())
                        .query((row, number) -> state(row))
                        .list());
        return Page.of(rows, page, state -> Cursor.at(state.id()));
    }

    Optional<ProviderKeyState> find(TenantId tenant, UUID id) {
        return transaction.in(
                tenant,
                () -> sql.sql(ROWS + "where credential_id = ?")
                        .param(id)
                        .query((row, number) -> state(row))
                        .optional());
    }

    /** Those of a tenant that are not revoked yet, at most {@code limit}. */
    public List<UUID> notRevoked(TenantId tenant, int limit) {
        return transaction.in(
                tenant,
                () -> sql.sql("select credential_id from provider_key where revoked_at is null limit ?")
                        .param(limit)
                        .query(UUID.class)
                        .list());
    }

    private static ProviderKeyState state(ResultSet row) throws SQLException {
        return new ProviderKeyState(
                row.getObject("credential_id", UUID.class),
                row.getString("owner"),
                row.getObject("project_id", UUID.class),
                row.getString("provider_type"),
                row.getString("key_name"),
                row.getString("hint"),
                row.getString("origin"),
                row.getInt("key_version"),
                row.getBoolean("active"),
                row.getObject("valid", Boolean.class),
                instant(row, "last_used_at"),
                row.getLong("usage_count"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant(),
                instant(row, "revoked_at"),
                row.getLong("version"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
