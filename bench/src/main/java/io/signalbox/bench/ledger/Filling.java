package io.signalbox.bench.ledger;

import io.signalbox.usage.ingest.LedgerIngest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Fills the ledger before it is measured: some entries by the real intake, the rest as copies of those, spread over three
 * months. The copies are made by the database itself, with every index, partition and check in place; only row-level
 * security does not look at them, and the roll-ups do not grow.
 */
final class Filling {
    private static final int TEMPLATES = 10_000;
    private static final int DAYS = 90;

    /** What a copy has of its own; all else is the template's. */
    private static final String OWN_MOMENT = """
            (left(ledger_first_id(copy.moment)::text, 14) || '7' || substr(gen_random_uuid()::text, 16))::uuid""";

    private final LedgerDatabase database;

    Filling(LedgerDatabase database) {
        this.database = database;
    }

    void fill(int entries, Records records) {
        Instant now = Instant.now();
        for (int made = 0; made < TEMPLATES; made += LedgerIngest.RECORDS_MAX) {
            database.transaction.executeWithoutResult(
                    status -> database.ingest.ingest(records.batch(LedgerIngest.RECORDS_MAX, now)));
        }
        database.superuser
                .sql("create table bench_template as select row_number() over () as place, e.* from ledger_entry as e")
                .update();
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String copy = copy();
        for (int day = DAYS; day >= 1; day--) {
            LocalDate date = today.minusDays(day);
            database.processor
                    .sql("select ledger_partition_ensure(:day)")
                    .param("day", date)
                    .query(Boolean.class)
                    .single();
            int before = (int) ((long) entries * (DAYS - day) / DAYS);
            int after = (int) ((long) entries * (DAYS - day + 1) / DAYS);
            database.superuser
                    .sql(copy)
                    .param("day", date)
                    .param("count", after - before)
                    .update();
        }
        database.superuser.sql("analyze ledger_entry").update();
        database.superuser.sql("checkpoint").update();
    }

    /** One day's copies in the order of time, as they would have come. */
    private String copy() {
        List<String> columns = database.superuser
                .sql("select column_name from information_schema.columns"
                        + " where table_name = 'ledger_entry' and table_schema = 'public' order by ordinal_position")
                .query(String.class)
                .list();
        String values = columns.stream()
                .map(column -> switch (column) {
                    case "request_id" -> OWN_MOMENT;
                    case "opened_at", "closed_at", "rated_at" -> "copy.moment";
                    default -> "template." + column;
                })
                .collect(Collectors.joining(", "));
        return """
                insert into ledger_entry (%s)
                select %s from (
                    select number, cast(:day as date)::timestamp at time zone 'UTC'
                        + number * (interval '1 day' / (:count + 1)) as moment
                    from generate_series(1, :count) as number
                ) as copy
                join bench_template as template
                    on template.place = 1 + copy.number %% (select count(*) from bench_template)
                order by copy.moment
                """.formatted(String.join(", ", columns), values);
    }
}
