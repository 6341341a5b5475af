package io.signalbox.vfs;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.identity.NamedId;
import io.signalbox.testkit.contract.StoredHistory;
import io.signalbox.testkit.embedded.TestService;
import io.signalbox.vfs.batch.BatchEvent;
import io.signalbox.vfs.batch.BatchEvent.BatchCancelling;
import io.signalbox.vfs.batch.BatchEvent.BatchCreated;
import io.signalbox.vfs.batch.BatchEvent.BatchEnded;
import io.signalbox.vfs.batch.BatchEvent.BatchFinalizing;
import io.signalbox.vfs.batch.BatchEvent.BatchRefused;
import io.signalbox.vfs.batch.BatchEvent.BatchStarted;
import io.signalbox.vfs.batch.BatchFault;
import io.signalbox.vfs.batch.BatchStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Batches of two tenants that ended in every way there is. The same for one seed. */
final class BatchHistory {
    private static final List<TenantId> TENANTS = List.of(new TenantId("history-one"), new TenantId("history-two"));
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00.123456Z");

    private final StoredHistory history;
    private final long seed;
    private int events;
    private int batches;

    BatchHistory(TestService service, long seed) {
        this.history = new StoredHistory(service);
        this.seed = seed;
    }

    /** At least so many events. */
    void of(int wanted) {
        while (events < wanted) {
            batch();
        }
        history.store();
    }

    private void batch() {
        batches++;
        TenantId tenant = TENANTS.get(batches % 2);
        UUID id = NamedId.of("batch-history/" + seed + "/" + batches);
        happened(new BatchCreated(
                tenant,
                id,
                id,
                id,
                "/v1/embeddings",
                Map.of("number", "" + batches),
                NOW,
                NOW.plus(Duration.ofDays(1))));
        switch (batches % 3) {
            case 0 -> happened(new BatchRefused(tenant, id, List.of(new BatchFault("a", "b", batches, null)), NOW));
            case 1 -> {
                happened(new BatchStarted(tenant, id, batches, NOW.plusSeconds(1)));
                happened(new BatchFinalizing(tenant, id, NOW.plusSeconds(2)));
                happened(new BatchEnded(tenant, id, BatchStatus.COMPLETED, batches, 0, id, null, NOW.plusSeconds(3)));
            }
            default -> {
                happened(new BatchStarted(tenant, id, batches, NOW.plusSeconds(1)));
                happened(new BatchCancelling(tenant, id, NOW.plusSeconds(2)));
                happened(new BatchEnded(tenant, id, BatchStatus.CANCELLED, 1, batches, id, id, NOW.plusSeconds(3)));
            }
        }
    }

    private void happened(BatchEvent event) {
        history.happened("Batch", event.batchId(), event);
        events++;
    }
}
