package io.signalbox.credential.directory;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.api.Cursor;
import io.signalbox.kit.api.Page;
import io.signalbox.kit.api.PageRequest;
import io.signalbox.kit.tenancy.TenantTransaction;
import java.sql.Array;
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

/** Answers which tenants, projects and users there are, as far as the asking tenant may know. */
@Component
public final class Directory {
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final TenantTransaction transaction;
    private final JdbcClient sql;

    Directory(TenantTransaction transaction, JdbcClient sql) {
        this.transaction = transaction;
        this.sql = sql;
    }

    /** The platform sees every tenant, a tenant only itself. */
    public Page<TenantState> tenants(TenantId asking, PageRequest page) {
        String after = page.after(1).map(at -> at.values().getFirst()).orElse("");
        List<TenantState> rows = transaction.in(
                asking,
                () -> sql.sql("select * from directory_tenant where tenant > ? order by tenant limit ?")
                        .params(after, page.limitPlusOne())
                        .query((row, number) -> tenant(row))
                        .list());
        return Page.of(rows, page, state -> Cursor.at(state.id()));
    }

    public Optional<TenantState> tenant(TenantId asking, TenantId wanted) {
        return transaction.in(
                asking,
                () -> sql.sql("select * from directory_tenant where tenant = ?")
                        .param(wanted.value())
                        .query((row, number) -> tenant(row))
                        .optional());
    }

    public Page<ProjectState> projects(TenantId tenant, PageRequest page) {
        UUID after =
                page.after(1).map(at -> UUID.fromString(at.values().getFirst())).orElse(BEFORE_ALL);
        List<ProjectState> rows = transaction.in(
                tenant,
                () -> sql.sql("select * from directory_project where project_id > ? order by project_id limit ?")
                        .params(after, page.limitPlusOne())
                        .query((row, number) -> project(row))
                        .list());
        return Page.of(rows, page, state -> Cursor.at(state.id()));
    }

    public Optional<ProjectState> project(TenantId tenant, UUID id) {
        return transaction.in(
                tenant,
                () -> sql.sql("select * from directory_project where project_id = ?")
                        .param(id)
                        .query((row, number) -> project(row))
                        .optional());
    }

    public Page<UserState> users(TenantId tenant, PageRequest page) {
        String after = page.after(1).map(at -> at.values().getFirst()).orElse("");
        List<UserState> rows = transaction.in(
                tenant,
                () -> sql.sql("select * from directory_user where user_id > ? order by user_id limit ?")
                        .params(after, page.limitPlusOne())
                        .query((row, number) -> user(row))
                        .list());
        return Page.of(rows, page, state -> Cursor.at(state.id()));
    }

    public Optional<UserState> user(TenantId tenant, String id) {
        return transaction.in(
                tenant,
                () -> sql.sql("select * from directory_user where user_id = ?")
                        .param(id)
                        .query((row, number) -> user(row))
                        .optional());
    }

    /** Whether the tenant is known to be closed; one that nobody knows yet is not. */
    public boolean isClosed(TenantId tenant) {
        return tenant(tenant, tenant).map(state -> !state.isOpen()).orElse(false);
    }

    private static TenantState tenant(ResultSet row) throws SQLException {
        Instant closedAt = instant(row, "closed_at");
        return new TenantState(
                new TenantId(row.getString("tenant")),
                row.getString("name"),
                closedAt == null,
                row.getTimestamp("opened_at").toInstant(),
                closedAt,
                row.getLong("version"));
    }

    private static ProjectState project(ResultSet row) throws SQLException {
        Instant closedAt = instant(row, "closed_at");
        return new ProjectState(
                row.getObject("project_id", UUID.class),
                row.getString("name"),
                closedAt == null,
                row.getTimestamp("opened_at").toInstant(),
                closedAt,
                row.getLong("version"));
    }

    private static UserState user(ResultSet row) throws SQLException {
        return new UserState(
                row.getString("user_id"),
                row.getString("display_name"),
                texts(row.getArray("roles")),
                row.getTimestamp("registered_at").toInstant(),
                row.getTimestamp("changed_at").toInstant(),
                row.getLong("version"));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
