package io.signalbox.usage.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.usage.ledger.LedgerEntry;
import io.signalbox.usage.ledger.Standing.Rating;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/** What the ledger took in. What a batch that was rolled back counted is counted again with its next try. */
public final class IngestMetrics {
    private final Counter inserted;
    private final Counter repeated;
    private final Counter unpriced;
    private final Counter shownOtherwise;

    public IngestMetrics(MeterRegistry metrics) {
        inserted = metrics.counter("signalbox.ledger.entries");
        repeated = metrics.counter("signalbox.ledger.records.repeated");
        unpriced = metrics.counter("signalbox.ledger.records.unpriced");
        shownOtherwise = metrics.counter("signalbox.ledger.records.shown.otherwise");
    }

    void count(List<LedgerEntry> entries, int newOnes) {
        inserted.increment(newOnes);
        repeated.increment(entries.size() - newOnes);
        unpriced.increment((double) entries.stream()
                .filter(entry -> entry.standing().rating() == Rating.UNPRICED)
                .count());
        shownOtherwise.increment((double)
                entries.stream().filter(IngestMetrics::wasShownOtherwise).count());
    }

    /** The caller was shown another cost than the ledger's: the gateway's prices were older, or newer. */
    private static boolean wasShownOtherwise(LedgerEntry entry) {
        BigDecimal shown = entry.attempt().shownCost();
        BigDecimal cost = entry.standing().cost();
        return shown != null
                && (cost == null
                        || shown.compareTo(cost) != 0
                        || !Objects.equals(
                                entry.attempt().shownCurrency(),
                                entry.standing().currency()));
    }
}
