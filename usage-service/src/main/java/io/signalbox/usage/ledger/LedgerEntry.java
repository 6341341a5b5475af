package io.signalbox.usage.ledger;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.signalbox.contracts.usage.UsageRecordEvent.UsageRecorded;
import io.signalbox.pricing.Rated;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/**
 * The first entry of an attempt, field by field a row of {@code ledger_entry}: the row is this record's JSON. It is never
 * changed; what is learnt later is an {@link Adjustment}.
 */
public record LedgerEntry(
        @JsonUnwrapped Attempt attempt, @JsonUnwrapped Standing standing) {
    /** The order entries are written in, so that two writers of the same entries never wait for each other. */
    static final Comparator<LedgerEntry> IDENTITY = Comparator.comparing(LedgerEntry::requestId)
            .thenComparingInt(entry -> entry.attempt().attempt());

    /** The entry of a recorded attempt that was rated so. */
    public static LedgerEntry of(UsageRecorded record, Rated rated, Instant ratedAt) {
        return new LedgerEntry(Attempt.of(record), Standing.of(rated, ratedAt));
    }

    @JsonIgnore
    UUID requestId() {
        return attempt.requestId();
    }
}
