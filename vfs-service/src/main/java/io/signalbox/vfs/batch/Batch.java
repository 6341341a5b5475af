package io.signalbox.vfs.batch;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.TenantOwned;
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
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * A batch from its creation to its end. Whoever works through it may say everything twice, because it may have died
 * before it knew that it was heard: what is so already changes nothing. A batch ends once.
 */
@Aggregate
final class Batch implements TenantOwned {
    @AggregateIdentifier
    private UUID id;

    private @Nullable TenantId tenant;
    private BatchStatus status = BatchStatus.VALIDATING;
    private boolean cancelled;

    Batch() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void create(CreateBatch command) {
        AggregateLifecycle.apply(new BatchCreated(
                command.tenant(),
                command.batchId(),
                command.accessKeyId(),
                command.inputFileId(),
                command.endpoint(),
                command.metadata(),
                command.at(),
                command.expiresAt()));
    }

    /** One that was cancelled meanwhile is not begun. */
    @CommandHandler
    void start(StartBatch command) {
        if (status == BatchStatus.VALIDATING) {
            AggregateLifecycle.apply(new BatchStarted(command.tenant(), id, command.total(), command.at()));
        }
    }

    @CommandHandler
    void refuse(RefuseBatch command) {
        if (status == BatchStatus.VALIDATING) {
            AggregateLifecycle.apply(new BatchRefused(command.tenant(), id, command.faults(), command.at()));
        }
    }

    @CommandHandler
    void cancel(CancelBatch command) {
        switch (status) {
            case VALIDATING, IN_PROGRESS ->
                AggregateLifecycle.apply(new BatchCancelling(command.tenant(), id, command.at()));
            case CANCELLING, CANCELLED -> {}
            case FINALIZING, COMPLETED, FAILED, EXPIRED -> throw BatchRefusal.BATCH_OVER.refused(status.word());
        }
    }

    /** One that is being cancelled keeps that word until it has ended. */
    @CommandHandler
    void finish(FinalizeBatch command) {
        if (status == BatchStatus.IN_PROGRESS) {
            AggregateLifecycle.apply(new BatchFinalizing(command.tenant(), id, command.at()));
        }
    }

    @CommandHandler
    void end(EndBatch command) {
        if (status.over()) {
            return;
        }
        BatchStatus how = command.expired() ? BatchStatus.EXPIRED : BatchStatus.COMPLETED;
        AggregateLifecycle.apply(new BatchEnded(
                command.tenant(),
                id,
                cancelled ? BatchStatus.CANCELLED : how,
                command.completed(),
                command.failed(),
                command.outputFileId(),
                command.errorFileId(),
                command.at()));
    }

    @EventSourcingHandler
    void on(BatchEvent event) {
        switch (event) {
            case BatchCreated created -> {
                id = created.batchId();
                tenant = created.tenant();
            }
            case BatchStarted started -> status = BatchStatus.IN_PROGRESS;
            case BatchRefused refused -> status = BatchStatus.FAILED;
            case BatchCancelling cancelling -> {
                status = BatchStatus.CANCELLING;
                cancelled = true;
            }
            case BatchFinalizing finalizing -> status = BatchStatus.FINALIZING;
            case BatchEnded ended -> status = ended.status();
        }
    }

    @Override
    public @Nullable TenantId tenant() {
        return tenant;
    }
}
