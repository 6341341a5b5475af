package io.signalbox.bench.ledger;

import io.signalbox.bench.Installation;
import io.signalbox.bench.Options;
import io.signalbox.bench.WrongResultException;
import io.signalbox.bench.report.Machine;
import io.signalbox.bench.report.Median;
import io.signalbox.contracts.catalog.CatalogEvent.PriceSet;
import io.signalbox.contracts.usage.UsageRecordEvent.UsageRecorded;
import io.signalbox.usage.ingest.LedgerIngest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Batch by batch in turns: a thousand records into the ledger, then the rows they became into a plain table. */
public final class LedgerBench {
    /** Measured as all others and thrown away. */
    private static final int WARM_UP_ROUNDS = 1;

    private final Path checkout;
    private final Options options;
    private final Records records = new Records();
    private final List<Double> ledgerRates = new ArrayList<>();
    private final List<Double> plainRates = new ArrayList<>();

    public LedgerBench(Path checkout, Options options) {
        this.checkout = checkout;
        this.options = options;
    }

    /** What was measured, as a section of {@code RESULTS.md}. */
    public String measure() {
        Machine machine = new Machine();
        try (Installation installation = Installation.up(checkout, options.port())) {
            // Else the service would rate, roll up and keep partitions at the same time.
            installation.stop("gateway", "services", "simulator", "kafka");
            try (LedgerDatabase database = new LedgerDatabase(installation)) {
                return measure(database, machine);
            }
        }
    }

    private String measure(LedgerDatabase database, Machine machine) {
        for (PriceSet price : Records.prices()) {
            database.transaction.executeWithoutResult(status -> database.prices.on(price, 0));
        }
        new Filling(database).fill(options.entries(), records);
        long before = count(database, "select count(*) from ledger_entry");
        long rolledUp = count(database, "select sum(attempt_count) from usage_read.usage_rollup_hour");
        System.err.println("the ledger has " + before + " entries");
        PlainRows plain = new PlainRows(database);
        long inserted = 0;
        for (int round = 1 - WARM_UP_ROUNDS; round <= options.rounds(); round++) {
            inserted += round(database, plain, round > 0);
        }
        long after = count(database, "select count(*) from ledger_entry");
        long rolledUpAfter = count(database, "select sum(attempt_count) from usage_read.usage_rollup_hour");
        if (after - before != inserted || rolledUpAfter - rolledUp != inserted) {
            throw new WrongResultException("%d new records became %d entries and %d attempts in the roll-up."
                    .formatted(inserted, after - before, rolledUpAfter - rolledUp));
        }
        return text(machine, before, inserted);
    }

    private long round(LedgerDatabase database, PlainRows plain, boolean counts) {
        long ledgerNanos = 0;
        long plainNanos = 0;
        long rows = 0;
        long same = 0;
        Set<UUID> known = Set.of();
        while (ledgerNanos < TimeUnit.SECONDS.toNanos(options.seconds())) {
            List<UsageRecorded> batch = records.batch(LedgerIngest.RECORDS_MAX, Instant.now());
            Set<UUID> fresh = new HashSet<>();
            batch.forEach(record -> fresh.add(record.requestId()));
            fresh.removeAll(known);
            known = fresh;
            long began = System.nanoTime();
            rows += Objects.requireNonNull(
                    database.transaction.execute(status -> database.ingest.ingest(batch)), "a number is counted");
            ledgerNanos += System.nanoTime() - began;
            List<String[]> written = plain.read(fresh);
            began = System.nanoTime();
            plain.insert(written);
            plainNanos += System.nanoTime() - began;
            same += written.size();
        }
        if (counts) {
            ledgerRates.add(rows * 1e9 / ledgerNanos);
            plainRates.add(same * 1e9 / plainNanos);
        }
        System.err.printf("ledger %.0f/s, plain %.0f/s%n", rows * 1e9 / ledgerNanos, same * 1e9 / plainNanos);
        return rows;
    }

    private static long count(LedgerDatabase database, String sql) {
        return database.superuser.sql(sql).query(Long.class).single();
    }

    private String text(Machine machine, long before, long inserted) {
        double ledger = Median.of(ledgerRates);
        double plain = Median.of(plainRates);
        return """

                %s

                %d rounds of %d s after one that does not count, medians; one writer, a transaction per 1,000 records of which
                one in a hundred had come before. The ledger held %,d entries of %d tenants in three months when it began.
                Afterwards each of the %,d new records was one entry and one attempt in the roll-up.

                | way | entries/s |
                |---|---|
                | plain batched insert: no price, index, constraint, row-level security or roll-up | %.0f |
                | ledger: priced, deduplicated, three indexes, row-level security, two roll-ups | %.0f |

                Plain / ledger: **%.2f** × the time per entry.
                """.formatted(
                        machine.describe(),
                        options.rounds(),
                        options.seconds(),
                        before,
                        Records.TENANTS,
                        inserted,
                        plain,
                        ledger,
                        plain / ledger);
    }
}
