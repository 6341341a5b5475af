package io.signalbox.vfs.running;

import io.signalbox.kit.jobs.Jobs;
import io.signalbox.vfs.batch.BatchEvent;
import io.signalbox.vfs.batch.BatchEvent.BatchCancelling;
import io.signalbox.vfs.batch.BatchEvent.BatchCreated;
import io.signalbox.vfs.batch.BatchEvent.BatchEnded;
import io.signalbox.vfs.batch.BatchEvent.BatchFinalizing;
import io.signalbox.vfs.batch.BatchEvent.BatchRefused;
import io.signalbox.vfs.batch.BatchEvent.BatchStarted;
import java.time.Duration;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Promises the work when a batch is made; {@link WorkingThrough} keeps the promise. */
@Component
@ProcessingGroup("vfs.running")
@DisallowReplay
final class WhenBatchCreatedThenRun {
    private final Jobs jobs;

    WhenBatchCreatedThenRun(Jobs jobs) {
        this.jobs = jobs;
    }

    @EventHandler
    void on(BatchEvent event) {
        switch (event) {
            case BatchCreated created ->
                jobs.add(
                        created.batchId(),
                        RunningWiring.JOB,
                        created.tenant(),
                        new RunningWiring.Run(created.batchId()),
                        Duration.ZERO);
            case BatchStarted started -> {}
            case BatchRefused refused -> {}
            case BatchCancelling cancelling -> {}
            case BatchFinalizing finalizing -> {}
            case BatchEnded ended -> {}
        }
    }
}
