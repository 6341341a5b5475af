package io.signalbox.catalog.typed;

import io.signalbox.adapter.ModelColumns;
import io.signalbox.adapter.ModelColumns.Column;
import io.signalbox.adapter.ModelColumns.ColumnType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The table of one adapter: where a model stands, and the provider's own fields, each in a column of its type. */
record TypedTable(String adapter, ModelColumns columns) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final Set<String> OURS =
            Set.of("tenant", "configuration_id", "model_id", "discovered_at", "gone_at");

    TypedTable {
        requireName(columns.table());
        columns.columns().forEach(column -> requireName(column.name()));
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches() || OURS.contains(name)) {
            throw new IllegalStateException("an adapter's table or column cannot be called '" + name + "'");
        }
    }

    String name() {
        return quoted(columns.table());
    }

    /** The statement that makes it. */
    String definition() {
        return "create table " + name() + """
                 (
                    tenant text not null,
                    configuration_id uuid not null,
                    model_id text not null,
                    discovered_at timestamptz not null,
                    gone_at timestamptz,
                """
                + list(", ", column -> quoted(column.name()) + " " + sqlType(column.type()))
                + ", primary key (tenant, configuration_id, model_id))";
    }

    /** Takes tenant, configuration, model and time, then one value per column, as texts. */
    String upsert() {
        return "insert into " + name() + " (tenant, configuration_id, model_id, discovered_at, "
                + list(", ", column -> quoted(column.name()))
                + ") values (?, ?, ?, ?, "
                + list(", ", TypedTable::parameter)
                + ") on conflict (tenant, configuration_id, model_id) do update set gone_at = null,"
                + " discovered_at = excluded.discovered_at, "
                + list(", ", column -> quoted(column.name()) + " = excluded." + quoted(column.name()));
    }

    /** The values of those columns, in the order of {@link #upsert}; absent where the provider says nothing. */
    List<Optional<Object>> values(Map<String, Object> fields) {
        return columns.columns().stream()
                .map(column -> Optional.ofNullable(fields.get(column.name())).map(TypedTable::value))
                .toList();
    }

    private static Object value(Object field) {
        return field instanceof Collection<?> list
                ? list.stream().map(String::valueOf).toArray(String[]::new)
                : field.toString();
    }

    private String list(String separator, Function<Column, String> each) {
        return columns.columns().stream().map(each).collect(Collectors.joining(separator));
    }

    private static String parameter(Column column) {
        return column.type() == ColumnType.TEXT_LIST ? "?::text[]" : "?::text::" + sqlType(column.type());
    }

    private static String sqlType(ColumnType type) {
        return switch (type) {
            case TEXT -> "text";
            case BIGINT -> "bigint";
            case NUMERIC -> "numeric";
            case BOOLEAN -> "boolean";
            case TIMESTAMP -> "timestamptz";
            case TEXT_LIST -> "text[]";
        };
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }
}
