package io.signalbox.usage.ledger;

import static io.signalbox.usage.UsageExamples.NOON;
import static io.signalbox.usage.UsageExamples.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.usage.UsageRecordEvent.UsageRecorded;
import io.signalbox.usage.UsageDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgerPartitionsTest {
    private UsageDatabase database;

    @BeforeEach
    void fresh() {
        database = new UsageDatabase(Clock.fixed(NOON, ZoneOffset.UTC));
    }

    @Test
    void the_next_months_are_made_ahead_and_making_them_again_changes_nothing() {
        database.partitions.ensureAhead();
        database.partitions.ensureAhead();

        assertThat(partitions())
                .containsExactly(
                        "ledger_entry_2026_11", "ledger_entry_2026_12", "ledger_entry_2027_01", "ledger_entry_default");
    }

    @Test
    void a_month_nobody_made_ahead_is_made_on_demand() {
        ingest(attempt().at(Instant.parse("2026-10-31T23:59:59.999Z")).record());
        ingest(attempt().at(Instant.parse("2026-11-01T00:00:00Z")).record());

        assertThat(rowsOf("ledger_entry_2026_10")).isEqualTo(1);
        assertThat(rowsOf("ledger_entry_2026_11")).isEqualTo(1);
    }

    @Test
    void an_entry_from_a_wrong_clock_rests_in_the_default_partition_until_its_month_is_made() {
        ingest(attempt().at(Instant.parse("2031-05-05T00:00:00Z")).record());
        long strayed = rowsOf("ledger_entry_default");

        database.processor
                .sql("SELECT ledger_partition_ensure('2031-05-01')")
                .query(Boolean.class)
                .single();

        assertThat(strayed).isEqualTo(1);
        assertThat(rowsOf("ledger_entry_default")).isZero();
        assertThat(rowsOf("ledger_entry_2031_05")).isEqualTo(1);
    }

    private void ingest(UsageRecorded record) {
        database.transaction.executeWithoutResult(status -> database.ingest.ingest(List.of(record)));
    }

    private long rowsOf(String partition) {
        return database.processor
                .sql("SELECT count(*) FROM ledger_entry WHERE tableoid = :partition::regclass")
                .param("partition", partition)
                .query(Long.class)
                .single();
    }

    private List<String> partitions() {
        return database.processor
                .sql("SELECT inhrelid::regclass::text FROM pg_inherits"
                        + " WHERE inhparent = 'ledger_entry'::regclass ORDER BY 1")
                .query(String.class)
                .list();
    }
}
