package io.signalbox.adapter;

import java.util.List;

/**
 * The typed table of one adapter's models: columns are the fields the provider's list really returns. Read from
 * {@code <adapter>-models.yaml} beside the adapter.
 *
 * @param table {@code openai_models}
 */
public record ModelColumns(String table, List<Column> columns) {
    /** SQL types a provider's field can have; nested objects become columns of their own. */
    public enum ColumnType {
        TEXT,
        BIGINT,
        NUMERIC,
        BOOLEAN,
        TIMESTAMP,
        TEXT_LIST
    }

    /**
     * One column.
     *
     * @param name in SQL and in {@link ListedModel#fields()}
     * @param pointer JSON Pointer (RFC 6901) into the provider's list entry
     */
    public record Column(String name, String pointer, ColumnType type) {}
}
