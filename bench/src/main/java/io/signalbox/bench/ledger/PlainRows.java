package io.signalbox.bench.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** The same rows in a table with no index, no constraint, no partition and no row-level security, by one batched insert. */
final class PlainRows {
    private record Column(String name, String type) {}

    private final LedgerDatabase database;
    private final List<Column> columns;
    private final String read;
    private final String insert;

    PlainRows(LedgerDatabase database) {
        this.database = database;
        database.superuser
                .sql("create table bench_plain as select * from ledger_entry limit 0")
                .update();
        columns = database.superuser
                .sql("select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute"
                        + " where attrelid = 'bench_plain'::regclass and attnum > 0 order by attnum")
                .query(Column.class)
                .list();
        read = "select "
                + columns.stream().map(column -> column.name() + "::text").collect(Collectors.joining(", "))
                + " from ledger_entry where request_id = any(:ids)";
        insert = "insert into bench_plain values ("
                + columns.stream().map(column -> "?::" + column.type()).collect(Collectors.joining(", ")) + ")";
    }

    /** Rows of these requests as the ledger has them, each a text per column. */
    List<String[]> read(Collection<UUID> requests) {
        return database.superuser
                .sql(read)
                .param("ids", requests.toArray(new UUID[0]))
                .query((row, number) -> {
                    String[] values = new String[columns.size()];
                    for (int place = 0; place < values.length; place++) {
                        values[place] = row.getString(place + 1);
                    }
                    return values;
                })
                .list();
    }

    void insert(List<String[]> rows) {
        database.plainTransaction.executeWithoutResult(status -> {
            Connection connection = DataSourceUtils.getConnection(database.plain());
            try (PreparedStatement statement = connection.prepareStatement(insert)) {
                for (String[] row : rows) {
                    for (int place = 0; place < row.length; place++) {
                        statement.setString(place + 1, row[place]);
                    }
                    statement.addBatch();
                }
                statement.executeBatch();
            } catch (SQLException e) {
                throw new IllegalStateException("the plain insert failed", e);
            }
        });
    }
}
