package io.signalbox.vfs.batch;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.problem.RefusedException;
import io.signalbox.vfs.batch.BatchCommand.CancelBatch;
import io.signalbox.vfs.batch.BatchCommand.CreateBatch;
import io.signalbox.vfs.batch.BatchCommand.EndBatch;
import io.signalbox.vfs.batch.BatchCommand.FinalizeBatch;
import io.signalbox.vfs.batch.BatchCommand.RefuseBatch;
import io.signalbox.vfs.batch.BatchCommand.StartBatch;
import io.signalbox.vfs.batch.BatchEvent.BatchCancelling;
import io.signalbox.vfs.batch.BatchEvent.BatchCreated;
import io.signalbox.vfs.batch.BatchEvent.BatchEnded;
import io.signalbox.vfs.batch.BatchEvent.BatchFinalizing;
import io.signalbox.vfs.batch.BatchEvent.BatchRefused;
import io.signalbox.vfs.batch.BatchEvent.BatchStarted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class BatchTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final Instant END = NOW.plus(Duration.ofHours(24));
    private static final UUID ID = UUID.fromString("01890000-0000-7000-8000-000000000001");
    private static final UUID KEY = UUID.fromString("01890000-0000-7000-8000-000000000002");
    private static final UUID FILE = UUID.fromString("01890000-0000-7000-8000-000000000003");
    private static final BatchCreated CREATED =
            new BatchCreated(ACME, ID, KEY, FILE, "/v1/embeddings", Map.of(), NOW, END);
    private static final BatchStarted STARTED = new BatchStarted(ACME, ID, 3, NOW);
    private static final BatchCancelling CANCELLING = new BatchCancelling(ACME, ID, NOW);
    private static final BatchFinalizing FINALIZING = new BatchFinalizing(ACME, ID, NOW);
    private static final BatchEnded COMPLETED = ended(BatchStatus.COMPLETED);
    private static final List<BatchFault> FAULTS = List.of(new BatchFault("empty_file", "no lines", null, null));

    private final FixtureConfiguration<Batch> batch = new AggregateTestFixture<>(Batch.class);

    @Test
    void a_batch_is_created() {
        batch.givenNoPriorActivity()
                .when(new CreateBatch(ACME, ID, KEY, FILE, "/v1/embeddings", Map.of(), NOW, END))
                .expectEvents(CREATED);
    }

    @Test
    void a_batch_whose_lines_are_good_is_started() {
        batch.given(CREATED).when(new StartBatch(ACME, ID, 3, NOW)).expectEvents(STARTED);
    }

    @Test
    void a_batch_whose_lines_are_not_good_has_failed() {
        batch.given(CREATED)
                .when(new RefuseBatch(ACME, ID, FAULTS, NOW))
                .expectEvents(new BatchRefused(ACME, ID, FAULTS, NOW));
    }

    @Test
    void a_batch_that_was_cancelled_while_it_was_read_is_not_started() {
        batch.given(CREATED, CANCELLING).when(new StartBatch(ACME, ID, 3, NOW)).expectNoEvents();
    }

    @Test
    void what_was_said_already_changes_nothing() {
        batch.given(CREATED, STARTED).when(new StartBatch(ACME, ID, 3, NOW)).expectNoEvents();
    }

    @Test
    void a_batch_that_runs_is_cancelled() {
        batch.given(CREATED, STARTED).when(new CancelBatch(ACME, ID, NOW)).expectEvents(CANCELLING);
    }

    @Test
    void a_batch_is_cancelled_once() {
        batch.given(CREATED, STARTED, CANCELLING)
                .when(new CancelBatch(ACME, ID, NOW))
                .expectNoEvents();
    }

    @Test
    void a_batch_that_is_over_is_not_cancelled() {
        batch.given(CREATED, STARTED, FINALIZING, COMPLETED)
                .when(new CancelBatch(ACME, ID, NOW))
                .expectNoEvents()
                .expectException(RefusedException.class);
    }

    @Test
    void a_cancelled_batch_is_not_finalized() {
        batch.given(CREATED, STARTED, CANCELLING)
                .when(new FinalizeBatch(ACME, ID, NOW))
                .expectNoEvents();
    }

    @Test
    void a_batch_all_of_whose_lines_were_sent_is_completed() {
        batch.given(CREATED, STARTED, FINALIZING).when(end(false)).expectEvents(COMPLETED);
    }

    @Test
    void a_batch_with_lines_left_is_expired() {
        batch.given(CREATED, STARTED, FINALIZING).when(end(true)).expectEvents(ended(BatchStatus.EXPIRED));
    }

    @Test
    void a_cancelled_batch_ends_as_one_whatever_is_left() {
        batch.given(CREATED, STARTED, CANCELLING).when(end(true)).expectEvents(ended(BatchStatus.CANCELLED));
    }

    @Test
    void a_batch_ends_once() {
        batch.given(CREATED, STARTED, FINALIZING, COMPLETED).when(end(false)).expectNoEvents();
    }

    private static EndBatch end(boolean expired) {
        return new EndBatch(ACME, ID, 2, 1, FILE, null, expired, NOW);
    }

    private static BatchEnded ended(BatchStatus status) {
        return new BatchEnded(ACME, ID, status, 2, 1, FILE, null, NOW);
    }
}
