package io.signalbox.usage.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.usage.rollup.Contribution;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The one place that adds to the ledger, and the one place a record is deduplicated for it: what the primary key {@code
 * (request_id, attempt, entry_no)} already has is left out, and the roll-ups grow by what was really inserted, in the
 * same statement. Callers bring the transaction.
 */
public final class Ledger {
    /** The most entries of one statement. */
    public static final int ENTRIES_MAX = 1_000;

    private static final String ROLL_UP =
            """
            , hourly AS (%s), tagged AS (%s)
            SELECT count(*) FROM inserted
            """.formatted(Contribution.addHourly("inserted AS e"), Contribution.addTagged("inserted AS e"));

    private static final String APPEND = """
            WITH inserted AS (
                INSERT INTO ledger_entry
                SELECT * FROM jsonb_populate_recordset(NULL::ledger_entry, CAST(:entries AS jsonb))
                ON CONFLICT (request_id, attempt, entry_no) DO NOTHING
                RETURNING *
            )""" + ROLL_UP;

    /** An adjustment repeats who and what from the original, and says itself only what it changes. */
    private static final String ADJUST = """
            WITH inserted AS (
                INSERT INTO ledger_entry
                SELECT (jsonb_populate_record(original, adjustment)).*
                FROM jsonb_array_elements(CAST(:entries AS jsonb)) AS adjustment
                JOIN ledger_entry AS original
                    ON original.request_id = (adjustment ->> 'request_id')::uuid
                    AND original.attempt = (adjustment ->> 'attempt')::integer
                    AND original.entry_no = 0
                ON CONFLICT (request_id, attempt, entry_no) DO NOTHING
                RETURNING *
            )""" + ROLL_UP;

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final LedgerPartitions partitions;

    /** {@code json} is the contract mapper: decimals as plain text. */
    public Ledger(JdbcClient jdbc, ObjectMapper json, LedgerPartitions partitions) {
        this.jdbc = jdbc;
        this.json = json;
        this.partitions = partitions;
    }

    /** Adds attempts that are not there yet; returns how many were not. */
    public int append(List<LedgerEntry> entries) {
        if (entries.isEmpty()) {
            return 0;
        }
        partitions.ensureFor(entries);
        return write(APPEND, entries.stream().sorted(LedgerEntry.IDENTITY).toList());
    }

    /** Adds adjustments; returns how many were new. */
    public int adjust(List<Adjustment> adjustments) {
        return adjustments.isEmpty() ? 0 : write(ADJUST, adjustments);
    }

    private int write(String sql, List<?> rows) {
        if (rows.size() > ENTRIES_MAX) {
            throw new IllegalArgumentException("at most " + ENTRIES_MAX + " entries at once");
        }
        return jdbc.sql(sql).param("entries", text(rows)).query(Integer.class).single();
    }

    private String text(List<?> rows) {
        try {
            return json.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a ledger entry has no JSON", e);
        }
    }
}
