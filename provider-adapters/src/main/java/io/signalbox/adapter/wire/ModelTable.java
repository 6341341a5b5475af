package io.signalbox.adapter.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.ModelColumns;
import io.signalbox.adapter.ModelColumns.Column;
import io.signalbox.adapter.ModelColumns.ColumnType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads list entries into the columns declared in an adapter's columns file. A field of another type than declared is
 * left out, never guessed: providers change their lists without notice, and one odd entry must not lose the others.
 */
public final class ModelTable {
    private static final long SECONDS_MAX = 253_402_300_799L;

    private final ModelColumns columns;

    private ModelTable(ModelColumns columns) {
        this.columns = columns;
    }

    /** Reads the columns file beside a class. */
    public static ModelTable load(Class<?> beside, String name) {
        JsonNode file = WireJson.resource(beside, name);
        List<Column> columns = new ArrayList<>();
        for (JsonNode column : file.path("columns")) {
            columns.add(new Column(
                    column.required("name").textValue(),
                    column.required("pointer").textValue(),
                    ColumnType.valueOf(column.required("type").textValue().toUpperCase(Locale.ROOT))));
        }
        return new ModelTable(new ModelColumns(file.required("table").textValue(), List.copyOf(columns)));
    }

    /** The columns as declared. */
    public ModelColumns columns() {
        return columns;
    }

    /** One entry's fields, by column name. */
    public Map<String, Object> fields(JsonNode entry) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Column column : columns.columns()) {
            Object value = value(entry.at(column.pointer()), column.type());
            if (value != null) {
                fields.put(column.name(), value);
            }
        }
        return Map.copyOf(fields);
    }

    private static @Nullable Object value(JsonNode node, ColumnType type) {
        return switch (type) {
            case TEXT -> node.isTextual() ? node.textValue() : null;
            case BIGINT -> node.canConvertToLong() && node.canConvertToExactIntegral() ? node.longValue() : null;
            case NUMERIC -> node.isNumber() ? node.decimalValue().toPlainString() : null;
            case BOOLEAN -> node.isBoolean() ? node.booleanValue() : null;
            case TIMESTAMP -> timestamp(node);
            case TEXT_LIST -> node.isArray() ? texts(node) : null;
        };
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .toList();
    }

    private static @Nullable String timestamp(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            long seconds = node.longValue();
            return seconds >= 0 && seconds <= SECONDS_MAX
                    ? Instant.ofEpochSecond(seconds).toString()
                    : null;
        }
        return node.isTextual() ? parsed(node.textValue()) : null;
    }

    private static @Nullable String parsed(String text) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                            .toString()
                    : OffsetDateTime.parse(text).toInstant().toString();
        } catch (DateTimeException notATime) {
            return null;
        }
    }
}
