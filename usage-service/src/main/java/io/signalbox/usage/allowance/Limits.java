package io.signalbox.usage.allowance;

import io.signalbox.contracts.budget.BudgetEvent.Enforcement;
import io.signalbox.contracts.budget.BudgetEvent.Measure;
import io.signalbox.contracts.budget.BudgetEvent.Scope;
import io.signalbox.contracts.budget.BudgetEvent.WhenUnreachable;
import io.signalbox.kit.api.Cursor;
import io.signalbox.kit.api.Page;
import io.signalbox.kit.api.PageRequest;
import io.signalbox.kit.problem.StandardRefusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A tenant's limits as they are. Called inside a tenant's transaction. */
@Component
final class Limits {
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final JdbcClient jdbc;

    Limits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    LimitState required(UUID id) {
        return jdbc.sql("select * from allowance where id = ? and removed_at is null")
                .param(id)
                .query(Limits::state)
                .optional()
                .orElseThrow(() -> StandardRefusal.NOT_FOUND.refused("The limit " + id));
    }

    /** One page, oldest first. */
    Page<LimitState> page(PageRequest request) {
        UUID after = request.after(1)
                .map(cursor -> UUID.fromString(cursor.values().getFirst()))
                .orElse(BEFORE_ALL);
        List<LimitState> rows = jdbc.sql(
                        "select * from allowance where id > ? and removed_at is null order by id limit ?")
                .params(after, request.limitPlusOne())
                .query(Limits::state)
                .list();
        return Page.of(rows, request, row -> Cursor.at(row.id()));
    }

    private static LimitState state(ResultSet row, int number) throws SQLException {
        String window = row.getString("window_name");
        return new LimitState(
                row.getObject("id", UUID.class),
                Scope.valueOf(row.getString("scope")),
                row.getString("scope_id"),
                Measure.valueOf(row.getString("measure")),
                row.getLong("amount"),
                window == null ? null : Window.of(window),
                Enforcement.valueOf(row.getString("enforcement")),
                WhenUnreachable.valueOf(row.getString("when_unreachable")),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant(),
                row.getLong("version"));
    }
}
