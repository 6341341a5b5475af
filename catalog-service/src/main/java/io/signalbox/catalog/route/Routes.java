package io.signalbox.catalog.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.signalbox.contracts.catalog.Caching;
import io.signalbox.contracts.catalog.Deadlines;
import io.signalbox.contracts.catalog.Hedge;
import io.signalbox.contracts.catalog.Recovery;
import io.signalbox.contracts.catalog.RouteNode;
import io.signalbox.kit.api.Cursor;
import io.signalbox.kit.api.Page;
import io.signalbox.kit.api.PageRequest;
import io.signalbox.kit.contractjson.ContractJson;
import io.signalbox.kit.problem.StandardRefusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A tenant's routes as they are. Called inside a tenant's transaction. */
@Component
final class Routes {
    private final JdbcClient jdbc;

    Routes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The one of that name or id; a name wins. */
    StoredRoute required(String nameOrId) {
        return jdbc.sql("""
                        select * from route where name = :text or id::text = lower(:text)
                        order by (name = :text) desc limit 1
                        """)
                .param("text", nameOrId)
                .query(Routes::route)
                .optional()
                .orElseThrow(() -> StandardRefusal.NOT_FOUND.refused("The route " + nameOrId));
    }

    /** One page, by name. */
    Page<StoredRoute> page(PageRequest request) {
        String after =
                request.after(1).map(cursor -> cursor.values().getFirst()).orElse("");
        List<StoredRoute> rows = jdbc.sql("select * from route where name > ? order by name limit ?")
                .params(after, request.limitPlusOne())
                .query(Routes::route)
                .list();
        return Page.of(rows, request, row -> Cursor.at(row.definition().name()));
    }

    private static StoredRoute route(ResultSet row, int number) throws SQLException {
        return new StoredRoute(
                row.getObject("id", UUID.class),
                row.getLong("version"),
                new RouteDefinition(
                        row.getString("name"),
                        root(row.getString("root")),
                        new Deadlines(
                                row.getLong("connect_millis"),
                                row.getLong("first_token_millis"),
                                row.getLong("between_tokens_millis"),
                                row.getLong("total_millis")),
                        row.getInt("attempts_max"),
                        row.getBoolean("active"),
                        read(row.getString("hedge"), Hedge.class),
                        read(row.getString("recovery"), Recovery.class),
                        read(row.getString("cache"), Caching.class)),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }

    private static RouteNode root(String json) throws SQLException {
        RouteNode root = read(json, RouteNode.class);
        if (root == null) {
            throw new SQLException("a stored route has no tree");
        }
        return root;
    }

    private static <T> @Nullable T read(@Nullable String json, Class<T> type) throws SQLException {
        try {
            return json == null ? null : ContractJson.mapper().readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new SQLException("a stored route is unreadable", e);
        }
    }
}
