package io.signalbox.vfs.progress;

import io.signalbox.kit.eventstore.Commands;
import io.signalbox.kit.eventstore.ReadYourWrites;
import io.signalbox.kit.identity.IdSource;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.kit.security.Caller;
import io.signalbox.vfs.VfsProperties;
import io.signalbox.vfs.batch.BatchCommand.CancelBatch;
import io.signalbox.vfs.batch.BatchCommand.CreateBatch;
import io.signalbox.vfs.batch.BatchRefusal;
import io.signalbox.vfs.upload.KeyCaller;
import io.signalbox.vfs.upload.ShownId;
import io.signalbox.vfs.upload.ShownPage;
import io.signalbox.vfs.upload.UploadedFile;
import io.signalbox.vfs.upload.UploadedFiles;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/batches} behind the gateway, in OpenAI's form. */
@RestController
final class BatchController {
    private static final String BATCHES = "/internal/v1/batches";
    private static final Duration WINDOW = Duration.ofHours(24);

    private final Batches batches;
    private final UploadedFiles files;
    private final Writing writing;
    private final VfsProperties limits;

    BatchController(Batches batches, UploadedFiles files, Writing writing, VfsProperties limits) {
        this.batches = batches;
        this.files = files;
        this.writing = writing;
        this.limits = limits;
    }

    @PostMapping(BATCHES)
    ShownBatch create(
            @RequestBody NewBatch body,
            Caller service,
            @RequestHeader(name = KeyCaller.ACCESS_KEY_HEADER, required = false) @Nullable String key) {
        KeyCaller caller = KeyCaller.of(service, key);
        body.checkWindow();
        String endpoint = body.knownEndpoint();
        UploadedFile input = ShownId.FILE
                .read(body.inputFile())
                .flatMap(id -> files.find(caller, id))
                .filter(file -> file.purpose().equals(UploadedFile.INPUT))
                .orElseThrow(() -> StandardRefusal.FIELD_INVALID.refusedAt(
                        "input_file_id", "input_file_id", "this access key has no such file of purpose batch"));
        if (batches.countOpen(caller.tenant()) >= limits.batch().openMax()) {
            throw BatchRefusal.BATCHES_TOO_MANY.refused(limits.batch().openMax());
        }
        UUID id = writing.ids().next();
        Instant now = writing.now();
        writing.commands()
                .send(new CreateBatch(
                        caller.tenant(),
                        id,
                        caller.accessKeyId(),
                        input.id(),
                        endpoint,
                        body.knownMetadata(),
                        now,
                        now.plus(WINDOW)));
        return after(caller, id);
    }

    @GetMapping(BATCHES)
    ShownBatch.Listed list(
            Caller service,
            @RequestHeader(name = KeyCaller.ACCESS_KEY_HEADER, required = false) @Nullable String key,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(defaultValue = "") String after) {
        KeyCaller caller = KeyCaller.of(service, key);
        int wanted = ShownPage.limit(limit);
        List<BatchOverview> found = batches.list(caller, ShownPage.before(after, ShownId.BATCH), wanted + 1);
        return ShownBatch.Listed.of(
                found.stream().limit(wanted).map(ShownBatch::of).toList(), found.size() > wanted);
    }

    @GetMapping(BATCHES + "/{id}")
    ShownBatch one(
            Caller service,
            @RequestHeader(name = KeyCaller.ACCESS_KEY_HEADER, required = false) @Nullable String key,
            @PathVariable String id) {
        return ShownBatch.of(known(KeyCaller.of(service, key), id));
    }

    @PostMapping(BATCHES + "/{id}/cancel")
    ShownBatch cancel(
            Caller service,
            @RequestHeader(name = KeyCaller.ACCESS_KEY_HEADER, required = false) @Nullable String key,
            @PathVariable String id) {
        KeyCaller caller = KeyCaller.of(service, key);
        BatchOverview batch = known(caller, id);
        writing.commands().send(new CancelBatch(caller.tenant(), batch.id(), writing.now()));
        return after(caller, batch.id());
    }

    private BatchOverview known(KeyCaller caller, String id) {
        return ShownId.BATCH
                .read(id)
                .flatMap(read -> batches.find(caller.tenant(), read))
                .filter(batch -> batch.accessKeyId().equals(caller.accessKeyId()))
                .orElseThrow(() -> BatchRefusal.BATCH_NOT_FOUND.refused(id));
    }

    private ShownBatch after(KeyCaller caller, UUID id) {
        writing.written().await(BatchOverviewProjection.PROCESSOR, id);
        return ShownBatch.of(batches.find(caller.tenant(), id).orElseThrow(StandardRefusal.UNAVAILABLE::refused));
    }

    /** What a change needs. */
    record Writing(Commands commands, ReadYourWrites written, IdSource ids, Clock clock) {
        /** As the database keeps it. */
        Instant now() {
            return clock.instant().truncatedTo(ChronoUnit.MICROS);
        }
    }
}
