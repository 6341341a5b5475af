package io.signalbox.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.testkit.Await;
import io.signalbox.testkit.embedded.TestService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;

/**
 * A read model can be thrown away and comes back the same, column by column: when nothing else happens, and when writes
 * go on. Give the service a long {@link StoredHistory} with removals, renames and corrections first; an empty read model and
 * a short history prove nothing and are refused.
 */
public final class RebuildContract {
    /** A rebuild of fewer fits into so few transactions that nothing can happen between them. */
    public static final int EVENTS_MIN = 10_000;

    private static final Duration CATCH_UP_MAX = Duration.ofMinutes(2);

    private final Rows rows;
    private final StreamingEventProcessor processor;

    private RebuildContract(TestService service, String processor, String... tables) {
        this.rows = new Rows(service, tables);
        this.processor = service.bean(EventProcessingConfiguration.class)
                .eventProcessor(processor, StreamingEventProcessor.class)
                .orElseThrow(() -> new AssertionError("there is no processor " + processor));
    }

    /** {@code writes} sends commands of the same service; it runs once while the read model is being rebuilt. */
    public static void check(TestService service, String processor, Runnable writes, String... tables) {
        new RebuildContract(service, processor, tables).check(writes);
    }

    /** Returns when the read model has seen every event there is now, so that a test can look at it or spoil it. */
    public static void awaitCaughtUp(TestService service, String processor, String... tables) {
        new RebuildContract(service, processor, tables).awaitCaughtUp();
    }

    private void check(Runnable writes) {
        awaitCaughtUp();
        Map<String, List<String>> live = rows.all();
        assertThat(rows.isEmpty()).as("%s hold nothing: no proof", rows).isFalse();
        assertThat(rows.events()).as("events there are to rebuild from").isGreaterThanOrEqualTo(EVENTS_MIN);
        rebuild(() -> {});
        assertThat(rows.all()).as("rebuilt in silence").isEqualTo(live);
        rebuild(writes);
        Map<String, List<String>> rebuiltMeanwhile = rows.all();
        rebuild(() -> {});
        assertThat(rebuiltMeanwhile).as("rebuilt while writes went on").isEqualTo(rows.all());
    }

    private void rebuild(Runnable meanwhile) {
        processor.shutDown();
        processor.resetTokens();
        assertThat(rows.isEmpty()).as("a reset leaves nothing in %s", rows).isTrue();
        CompletableFuture<Void> writing = CompletableFuture.runAsync(meanwhile);
        processor.start();
        writing.join();
        awaitCaughtUp();
    }

    private void awaitCaughtUp() {
        long last = rows.lastEvent();
        Await.within(CATCH_UP_MAX).until("the read model has seen event " + last, () -> hasSeen(last));
    }

    private boolean hasSeen(long last) {
        var segments = processor.processingStatus().values();
        return !segments.isEmpty()
                && segments.stream()
                        .allMatch(segment -> !segment.isErrorState()
                                && segment.getCurrentPosition().orElse(-1) >= last);
    }
}
