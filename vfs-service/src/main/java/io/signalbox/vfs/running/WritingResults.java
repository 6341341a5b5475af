package io.signalbox.vfs.running;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.identity.NamedId;
import io.signalbox.vfs.batch.BatchCommand.EndBatch;
import io.signalbox.vfs.batch.BatchStatus;
import io.signalbox.vfs.content.ContentWriter;
import io.signalbox.vfs.content.Contents;
import io.signalbox.vfs.content.StoredContent;
import io.signalbox.vfs.progress.BatchOverview;
import io.signalbox.vfs.running.BatchLines.Line;
import io.signalbox.vfs.upload.ShownId;
import io.signalbox.vfs.upload.UploadedFile;
import io.signalbox.vfs.upload.UploadedFiles;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes what came of a batch: a file of what was answered with success, and one of everything else. */
@Component
final class WritingResults {
    private static final int LINES_AT_ONCE = 10;

    /** Layout of RFC 9562, 5.7. */
    private static final int TIME_SHIFT = 16;

    private static final long VERSION_7 = 0x7000;
    private static final long BESIDE_VERSION = 0x0fff;

    private final BatchLines lines;
    private final Contents contents;
    private final UploadedFiles files;
    private final Clock clock;

    WritingResults(BatchLines lines, Contents contents, UploadedFiles files, Clock clock) {
        this.lines = lines;
        this.contents = contents;
        this.files = files;
        this.clock = clock;
    }

    /** Writes both files and says how the batch ended. */
    EndBatch write(TenantId tenant, BatchOverview batch) {
        boolean cancelled = batch.status() == BatchStatus.CANCELLING;
        String unsent = cancelled
                ? "batch_cancelled:The batch was cancelled before this line was sent."
                : "batch_expired:The time of the batch was over before this line was sent.";
        int completed = 0;
        int failed = 0;
        boolean expired = false;
        try (ContentWriter output = contents.writer(tenant);
                ContentWriter errors = contents.writer(tenant)) {
            List<Line> some = lines.after(tenant, batch.id(), 0, LINES_AT_ONCE);
            while (!some.isEmpty()) {
                for (Line line : some) {
                    boolean good = Boolean.TRUE.equals(line.good());
                    completed += good ? 1 : 0;
                    failed += good ? 0 : 1;
                    expired |= line.good() == null;
                    write(good ? output : errors, line.result() == null ? unsent(batch, line, unsent) : line.result());
                }
                some = lines.after(tenant, batch.id(), some.getLast().number(), LINES_AT_ONCE);
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            UUID outputId = leave(tenant, batch, output, "output", now);
            UUID errorId = leave(tenant, batch, errors, "error", now);
            return new EndBatch(tenant, batch.id(), completed, failed, outputId, errorId, expired, now);
        }
    }

    private static String unsent(BatchOverview batch, Line line, String why) {
        int colon = why.indexOf(':');
        return LineCalls.unanswered(batch.id(), line, why.substring(0, colon), why.substring(colon + 1));
    }

    private static void write(ContentWriter writer, String line) {
        writer.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** The same whenever it is asked for: results written twice are one file. Ordered by time, as all ids of files are. */
    private static UUID fileId(BatchOverview batch, String kind) {
        UUID named = NamedId.of("batch/" + batch.id() + "/" + kind);
        Instant since = Stream.of(batch.finalizingAt(), batch.cancellingAt())
                .flatMap(Stream::ofNullable)
                .findFirst()
                .orElse(batch.createdAt());
        long time = since.toEpochMilli() << TIME_SHIFT;
        return new UUID(
                time | VERSION_7 | (named.getMostSignificantBits() & BESIDE_VERSION), named.getLeastSignificantBits());
    }

    /** Null when there is nothing in it. */
    private @Nullable UUID leave(TenantId tenant, BatchOverview batch, ContentWriter writer, String kind, Instant now) {
        if (writer.bytes() == 0) {
            return null;
        }
        StoredContent content = writer.finish();
        UUID id = fileId(batch, kind);
        files.leave(
                tenant,
                new UploadedFile(
                        id,
                        batch.accessKeyId(),
                        ShownId.BATCH.of(batch.id()) + "_" + kind + ".jsonl",
                        UploadedFile.OUTPUT,
                        content.hash(),
                        content.bytes(),
                        now));
        return id;
    }
}
