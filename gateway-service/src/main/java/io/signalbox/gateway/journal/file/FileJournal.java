package io.signalbox.gateway.journal.file;

import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.contracts.usage.Outcome;
import io.signalbox.gateway.journal.AttemptClosing;
import io.signalbox.gateway.journal.AttemptOpening;
import io.signalbox.gateway.journal.Journal;
import io.signalbox.gateway.journal.JournalFullException;
import io.signalbox.gateway.journal.file.Unfinished.Ended;
import io.signalbox.gateway.journal.frame.AttemptKey;
import io.signalbox.gateway.journal.frame.Frame;
import io.signalbox.gateway.journal.frame.FrameBuffer;
import io.signalbox.gateway.journal.frame.UsageRecordJson;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * The journal as files. A record is one {@code write()} on the calling thread: from then on the loss of this process
 * cannot lose it; the loss of the host can until the next group sync. Reading what is written and telling Kafka is the
 * {@link Drain}'s. What became of a reply is told with the next record, see {@link Marks}.
 */
public final class FileJournal implements Journal, Closeable {
    /** Room kept for the end of every attempt that is open or undelivered, so that it never fails for want of it. */
    private static final int CLOSE_RESERVE_BYTES = 8 * 1024;

    private final ThreadLocal<FrameBuffer> buffers = ThreadLocal.withInitial(FrameBuffer::new);
    private final UsageRecordJson json = new UsageRecordJson();
    private final SegmentLog log;
    private final Predicate<TenantId> hardBudget;
    private final long bytesMax;
    private final long bytesNearlyFull;

    private FileJournal(SegmentLog log, JournalProperties properties, Predicate<TenantId> hardBudget) {
        this.log = log;
        this.hardBudget = hardBudget;
        this.bytesMax = properties.sizeMax().toBytes();
        this.bytesNearlyFull = (long) (bytesMax * JournalProperties.NEARLY_FULL);
    }

    /**
     * Opens the directory, which no other process may have open, and closes what earlier runs left open.
     *
     * @param hardBudget tenants that are refused when the journal is nearly full
     */
    public static FileJournal open(JournalProperties properties, Predicate<TenantId> hardBudget) throws IOException {
        return new FileJournal(SegmentLog.open(properties), properties, hardBudget);
    }

    /** What is on disk, for the drain and the metrics. */
    SegmentLog log() {
        return log;
    }

    @Override
    public Admission admits(TenantId tenant) {
        long needed = needed();
        if (log.broken() || needed >= bytesMax) {
            return Admission.FULL;
        }
        return needed >= bytesNearlyFull && hardBudget.test(tenant) ? Admission.NEARLY_FULL : Admission.OPEN;
    }

    private long needed() {
        return log.bytes() + (log.openAttempts() + (long) log.undelivered()) * CLOSE_RESERVE_BYTES;
    }

    @Override
    public OpenAttempt open(AttemptOpening opening) {
        if (needed() >= bytesMax) {
            throw new JournalFullException("the journal is full");
        }
        AttemptKey key = new AttemptKey(opening.requestId(), opening.attempt());
        FrameBuffer buffer = buffers.get();
        Frame.begin(buffer, Frame.Type.OPENED, key, opening.openedAt(), opening.tenant());
        Frame.trace(buffer, opening.traceParent());
        json.write(buffer, opening, lostWith(opening));
        try {
            log.appendOpened(key, Frame.finish(buffer));
        } catch (IOException e) {
            throw new JournalFullException("the journal's disk does not take more: " + e.getMessage());
        }
        return new WrittenAttempt(key, opening);
    }

    @Override
    public void delivered(UUID requestId) {
        log.mark(Frame.Type.DELIVERED, requestId);
    }

    @Override
    public void abandoned(UUID requestId) {
        log.mark(Frame.Type.ABANDONED, requestId);
    }

    /** What is recorded when nobody lives to say how it ended: all that was estimated, at once. */
    private static AttemptClosing lostWith(AttemptOpening opening) {
        Instant at = opening.openedAt();
        return new AttemptClosing(
                true,
                Outcome.INTERRUPTED,
                FailureKind.GATEWAY_LOST,
                null,
                null,
                null,
                "standard",
                opening.estimatedMeters(),
                true,
                at,
                null,
                0,
                List.of(),
                null);
    }

    @Override
    public void close() throws IOException {
        log.close();
    }

    private final class WrittenAttempt implements OpenAttempt {
        private final AtomicBoolean closed = new AtomicBoolean();
        private final AttemptKey key;
        private final AttemptOpening opening;

        WrittenAttempt(AttemptKey key, AttemptOpening opening) {
            this.key = key;
            this.opening = opening;
        }

        @Override
        public void close(AttemptClosing closing) {
            if (!closed.compareAndSet(false, true)) {
                return;
            }
            try {
                FrameBuffer buffer = buffers.get();
                Frame.begin(buffer, Frame.Type.CLOSED, key, closing.closedAt(), opening.tenant());
                Frame.trace(buffer, opening.traceParent());
                json.write(buffer, opening, closing);
                log.appendClosed(new Ended(key, closing.closedAt(), opening.tenant()), Frame.finish(buffer));
            } catch (RuntimeException e) {
                closed.set(false);
                throw e;
            } catch (IOException e) {
                closed.set(false);
                throw new UncheckedIOException("the end of an attempt could not be written", e);
            }
        }
    }
}
