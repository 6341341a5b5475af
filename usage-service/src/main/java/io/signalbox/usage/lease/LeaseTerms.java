package io.signalbox.usage.lease;

import io.signalbox.contracts.budget.BudgetEvent.Measure;
import io.signalbox.usage.allowance.Window;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What shares are given out of: an allowance somebody defined, or the requests per minute an access key was issued with,
 * which go by the key's own id.
 *
 * @param window null for what is counted at once
 */
record LeaseTerms(
        String tenant,
        UUID allowanceId,
        Measure measure,
        long amount,
        @Nullable Window window,
        boolean gone) {
    private static final String FIND = """
            select tenant, id, measure, amount, window_name, removed_at is not null as gone
            from allowance where id = any (:ids)
            union all
            select tenant, id, 'REQUESTS', coalesce(requests_per_minute, 0), 'minute',
                ended or requests_per_minute is null
            from copy_subject where kind = 'ACCESS_KEY' and id = any (:ids)
            """;

    static Map<UUID, LeaseTerms> find(JdbcClient jdbc, Collection<UUID> ids) {
        Map<UUID, LeaseTerms> found = new HashMap<>();
        jdbc.sql(FIND)
                .param("ids", ids.toArray(UUID[]::new))
                .query(LeaseTerms::read)
                .list()
                .forEach(terms -> found.put(terms.allowanceId(), terms));
        return found;
    }

    private static LeaseTerms read(ResultSet row, int number) throws SQLException {
        String window = row.getString("window_name");
        return new LeaseTerms(
                row.getString("tenant"),
                row.getObject("id", UUID.class),
                Measure.valueOf(row.getString("measure")),
                row.getLong("amount"),
                window == null ? null : Window.of(window),
                row.getBoolean("gone"));
    }
}
