package io.signalbox.vfs.running;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.Commands;
import io.signalbox.kit.eventstore.ReadYourWrites;
import io.signalbox.vfs.VfsProperties;
import io.signalbox.vfs.batch.BatchCommand.FinalizeBatch;
import io.signalbox.vfs.batch.BatchCommand.RefuseBatch;
import io.signalbox.vfs.batch.BatchCommand.StartBatch;
import io.signalbox.vfs.batch.BatchFault;
import io.signalbox.vfs.content.Contents;
import io.signalbox.vfs.content.StoredContent;
import io.signalbox.vfs.progress.BatchOverview;
import io.signalbox.vfs.progress.BatchOverviewProjection;
import io.signalbox.vfs.progress.Batches;
import io.signalbox.vfs.running.SendingLines.Round;
import io.signalbox.vfs.upload.KeyCaller;
import io.signalbox.vfs.upload.UploadedFiles;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Works on one batch for a turn: reads its lines, sends them, writes its files, whatever it is at. */
@Component
final class WorkingThrough {
    private final Batches batches;
    private final Commands commands;
    private final ReadYourWrites written;
    private final Steps steps;
    private final Clock clock;

    WorkingThrough(Batches batches, Commands commands, ReadYourWrites written, Steps steps, Clock clock) {
        this.batches = batches;
        this.commands = commands;
        this.written = written;
        this.steps = steps;
        this.clock = clock;
    }

    /** What a batch goes through. */
    @Component
    record Steps(
            UploadedFiles files,
            Contents contents,
            BatchLines lines,
            SendingLines sending,
            WritingResults results,
            VfsProperties limits) {}

    /** When its next turn is due; empty when it is over. */
    Optional<Duration> turn(TenantId tenant, UUID id) {
        long until = System.nanoTime() + steps.limits().batch().turn().toNanos();
        while (System.nanoTime() - until < 0) {
            written.await(BatchOverviewProjection.PROCESSOR, id);
            Optional<BatchOverview> found = batches.find(tenant, id);
            if (found.isEmpty()) {
                return Optional.of(Duration.ofSeconds(1));
            }
            BatchOverview batch = found.get();
            if (batch.status().over()) {
                steps.lines().forget(tenant, id);
                return Optional.empty();
            }
            Duration wait = step(tenant, batch);
            if (wait.isPositive()) {
                return Optional.of(wait);
            }
        }
        return Optional.of(Duration.ZERO);
    }

    private Duration step(TenantId tenant, BatchOverview batch) {
        switch (batch.status()) {
            case VALIDATING -> read(tenant, batch);
            case IN_PROGRESS -> {
                return send(tenant, batch);
            }
            case CANCELLING, FINALIZING -> commands.send(steps.results().write(tenant, batch));
            case COMPLETED, FAILED, EXPIRED, CANCELLED -> {}
        }
        return Duration.ZERO;
    }

    private void read(TenantId tenant, BatchOverview batch) {
        InputLines input = new InputLines(
                batch.endpoint(), steps.limits().batch(), lines -> steps.lines().keep(tenant, batch.id(), lines));
        List<BatchFault> faults = read(tenant, batch, input)
                ? input.faults()
                : List.of(new BatchFault(
                        "unreadable_file",
                        "the input file is gone, or has a line longer than "
                                + steps.limits().batch().lineMax() + " bytes",
                        null,
                        null));
        commands.send(
                faults.isEmpty()
                        ? new StartBatch(tenant, batch.id(), input.total(), now())
                        : new RefuseBatch(tenant, batch.id(), faults, now()));
    }

    private boolean read(TenantId tenant, BatchOverview batch, InputLines input) {
        Optional<StoredContent> content = steps.files()
                .find(new KeyCaller(tenant, batch.accessKeyId()), batch.inputFileId())
                .flatMap(file -> steps.contents().find(tenant, file.hash()));
        boolean whole = content.isPresent()
                && new InputFile(steps.contents(), tenant, content.get())
                        .read(steps.limits().batch().lineMax(), input::take);
        input.end();
        return whole;
    }

    private Duration send(TenantId tenant, BatchOverview batch) {
        if (!clock.instant().isBefore(batch.expiresAt())) {
            commands.send(new FinalizeBatch(tenant, batch.id(), now()));
            return Duration.ZERO;
        }
        Round round = steps.sending().round(tenant, batch);
        if (!round.more()) {
            commands.send(new FinalizeBatch(tenant, batch.id(), now()));
        }
        Duration pause = round.pause();
        return pause == null ? Duration.ZERO : pause;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
