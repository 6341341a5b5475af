package io.signalbox.vfs.running;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.tenancy.TenantTransaction;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code batch_line}: what is to be sent of a batch, and what came of it. */
@Component
final class BatchLines {
    private final TenantTransaction transaction;
    private final JdbcClient sql;

    BatchLines(TenantTransaction transaction, JdbcClient sql) {
        this.transaction = transaction;
        this.sql = sql;
    }

    /**
     * A line.
     *
     * @param number from 1, as in the file
     * @param body JSON of the request
     * @param good whether it was answered with success; null while it was not answered
     * @param result its line in the file it goes to; null while it was not answered
     */
    record Line(
            int number,
            String customId,
            String body,
            @Nullable Boolean good,
            @Nullable String result) {}

    /** Those that are there already stay. */
    void keep(TenantId tenant, UUID batch, List<Line> lines) {
        transaction.run(
                tenant,
                () -> lines.forEach(line -> sql.sql("""
                        insert into batch_line (tenant, batch_id, number, custom_id, body) values (?, ?, ?, ?, ?)
                        on conflict (tenant, batch_id, number) do nothing
                        """)
                        .params(tenant.value(), batch, line.number(), line.customId(), line.body())
                        .update()));
    }

    /** Those not answered yet. */
    List<Line> waiting(TenantId tenant, UUID batch, int max) {
        return select(
                tenant,
                "select * from batch_line where batch_id = ? and good is null order by number limit ?",
                batch,
                max);
    }

    /** All behind a number. */
    List<Line> after(TenantId tenant, UUID batch, int number, int max) {
        return select(
                tenant,
                "select * from batch_line where batch_id = ? and number > ? order by number limit ?",
                batch,
                number,
                max);
    }

    /** From here on the line is done and is not sent again. */
    void answered(TenantId tenant, UUID batch, int number, boolean good, String result) {
        transaction.run(
                tenant,
                () -> sql.sql("update batch_line set good = ?, result = ?, body = '' where batch_id = ? and number = ?")
                        .params(good, result, batch, number)
                        .update());
    }

    void forget(TenantId tenant, UUID batch) {
        transaction.run(
                tenant,
                () -> sql.sql("delete from batch_line where batch_id = ?")
                        .param(batch)
                        .update());
    }

    private List<Line> select(TenantId tenant, String query, Object... values) {
        return transaction.in(
                tenant,
                () -> sql.sql(query)
                        .params(values)
                        .query((row, at) -> new Line(
                                row.getInt("number"),
                                row.getString("custom_id"),
                                row.getString("body"),
                                (Boolean) row.getObject("good"),
                                row.getString("result")))
                        .list());
    }
}
