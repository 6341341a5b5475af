package io.signalbox.usage.ledger;

import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;

/** Makes the next months' partitions long before anybody needs them; what it misses is made on demand. */
final class PartitionKeeper {
    private final LedgerPartitions partitions;

    PartitionKeeper(LedgerPartitions partitions) {
        this.partitions = partitions;
    }

    @Scheduled(fixedDelay = 6, timeUnit = TimeUnit.HOURS)
    void keep() {
        partitions.ensureAhead();
    }
}
