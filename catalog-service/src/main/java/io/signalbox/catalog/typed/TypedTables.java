package io.signalbox.catalog.typed;

import io.signalbox.adapter.Adapters;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes the tables the adapters ask for, as the database's owner. They are a read model: when an adapter comes, goes or
 * changes its columns, all are made anew and filled from the service's own events, so no table is ever half migrated.
 */
@Component
final class TypedTables implements JavaMigration {
    private final List<TypedTable> tables;

    TypedTables(Adapters adapters) {
        this.tables = adapters.all().values().stream()
                .map(adapter -> new TypedTable(adapter.name(), adapter.modelColumns()))
                .sorted((one, other) -> one.adapter().compareTo(other.adapter()))
                .toList();
    }

    /** The table of that adapter; none for one that is no longer on the class path. */
    Optional<TypedTable> of(String adapter) {
        return tables.stream().filter(table -> table.adapter().equals(adapter)).findFirst();
    }

    List<TypedTable> all() {
        return tables;
    }

    /** None: it is repeated whenever its checksum changes. */
    @Override
    @SuppressWarnings("NullAway") // Flyway's contract, not annotated.
    public @Nullable MigrationVersion getVersion() {
        return null;
    }

    @Override
    public String getDescription() {
        return "typed model tables";
    }

    @Override
    public Integer getChecksum() {
        return tables.stream()
                .map(TypedTable::definition)
                .collect(Collectors.joining(";"))
                .hashCode();
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        try (Statement sql = context.getConnection().createStatement()) {
            for (TypedTable table : tables) {
                sql.execute("drop table if exists " + table.name());
                sql.execute(table.definition());
                sql.execute("call tenant_table('" + table.name() + "')");
            }
            sql.execute("delete from tokenentry where processorname = '" + TypedModelProjection.NAME + "'");
        }
    }
}
