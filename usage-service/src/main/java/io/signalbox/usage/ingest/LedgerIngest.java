package io.signalbox.usage.ingest;

import io.signalbox.contracts.usage.UsageRecordEvent.UsageRecorded;
import io.signalbox.pricing.PriceList;
import io.signalbox.pricing.Quantities;
import io.signalbox.usage.ledger.Attempt;
import io.signalbox.usage.ledger.Ledger;
import io.signalbox.usage.ledger.LedgerEntry;
import io.signalbox.usage.lock.LedgerLock;
import io.signalbox.usage.rating.PriceBook;
import io.signalbox.usage.rating.PriceKey;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Usage records become rated ledger entries. Needs no Kafka, only the caller's transaction: whoever reads records from
 * somewhere commits his position with the entries.
 */
public final class LedgerIngest {
    /** The most records of one call. */
    public static final int RECORDS_MAX = Ledger.ENTRIES_MAX;

    private final JdbcClient jdbc;
    private final PriceBook prices;
    private final Ledger ledger;
    private final Clock clock;
    private final IngestMetrics metrics;

    public LedgerIngest(JdbcClient jdbc, PriceBook prices, Ledger ledger, Clock clock, IngestMetrics metrics) {
        this.jdbc = jdbc;
        this.prices = prices;
        this.ledger = ledger;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Returns how many of them were new; a record that came before changes nothing. */
    public int ingest(List<UsageRecorded> records) {
        LedgerLock.share(jdbc);
        Map<PriceKey, PriceList> lists =
                prices.lists(records.stream().map(PriceKey::of).collect(Collectors.toSet()));
        Instant now = clock.instant();
        List<LedgerEntry> entries = records.stream()
                .map(record -> entry(record, lists.getOrDefault(PriceKey.of(record), PriceList.EMPTY), now))
                .toList();
        int inserted = ledger.append(entries);
        metrics.count(entries, inserted);
        return inserted;
    }

    private static LedgerEntry entry(UsageRecorded record, PriceList prices, Instant now) {
        Quantities quantities = new Quantities(record.meters(), record.tier(), "", Attempt.openedAt(record));
        return LedgerEntry.of(record, prices.rate(quantities), now);
    }
}
