package io.signalbox.gateway.journal.file;

import io.signalbox.gateway.journal.file.Unfinished.Ended;
import io.signalbox.gateway.journal.frame.AttemptKey;
import io.signalbox.gateway.journal.frame.Frame;
import io.signalbox.gateway.journal.frame.FrameBuffer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What is in the journal's segments: written frame by frame, acknowledged, and deleted when Kafka has all ends of a
 * segment and no attempt opened in it is still open. Appends hold one lock for the length of a {@code write()}.
 */
final class SegmentLog implements Closeable {
    private static final long RETRY_NANOS = 1_000_000_000L;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final boolean awaitSync;
    private final FileChannel lockFile;
    private final AcknowledgedPosition acknowledgedFile;
    private final Segments segments;
    private final Unfinished unfinished = new Unfinished();
    private final Marks marks = new Marks();
    private final AtomicLong unacknowledged = new AtomicLong();
    private final Object appending = new Object();
    private volatile Position acknowledged;
    private volatile long brokenUntil = System.nanoTime();
    private int torn;
    private int interrupted;

    private SegmentLog(JournalProperties properties, FileChannel lockFile) throws IOException {
        this.awaitSync = properties.sync() == JournalProperties.Sync.AWAIT;
        this.lockFile = lockFile;
        this.acknowledgedFile = AcknowledgedPosition.in(properties.directory());
        this.acknowledged = acknowledgedFile.read();
        this.segments =
                Segments.in(properties.directory(), properties.segmentSize().toBytes(), acknowledged);
        endWhatWasLeft(Replay.of(segments.earlier(), acknowledged));
    }

    static SegmentLog open(JournalProperties properties) throws IOException {
        Files.createDirectories(properties.directory());
        FileChannel lockFile = FileChannel.open(
                properties.directory().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(lockFile) == null) {
            lockFile.close();
            throw new IOException("the journal in " + properties.directory() + " belongs to another running gateway");
        }
        return new SegmentLog(properties, lockFile);
    }

    private static @Nullable FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private void endWhatWasLeft(Replay replay) throws IOException {
        unacknowledged.set(replay.unacknowledged());
        torn = replay.torn();
        List<Frame> ends = replay.interruptedEnds();
        interrupted = ends.size();
        FrameBuffer buffer = new FrameBuffer();
        for (Frame end : ends) {
            append(Frame.encode(buffer, end));
        }
        sync();
    }

    void appendOpened(AttemptKey key, ByteBuffer frame) throws IOException {
        uninterrupted(() -> {
            synchronized (appending) {
                unfinished.opened(key, append(frame));
            }
        });
    }

    void appendClosed(Ended end, ByteBuffer frame) throws IOException {
        uninterrupted(() -> {
            synchronized (appending) {
                append(frame);
                unfinished.closed(end);
                unacknowledged.incrementAndGet();
            }
        });
    }

    /** Says what became of a request's reply, in the next write there is. Nobody has to wait for it. */
    void mark(Frame.Type type, UUID requestId) {
        Ended end = unfinished.settle(requestId);
        if (end != null) {
            marks.add(type, end);
        }
    }

    /** Writes the marks that no frame has taken along. */
    void writeMarks() throws IOException {
        while (!marks.isEmpty()) {
            synchronized (appending) {
                append(NOTHING);
            }
        }
    }

    /**
     * Writes an end again, further on, so that one caller who does not read holds nothing else back. False when it waits
     * no longer: then what settles it is already written, or about to be.
     */
    boolean carryForward(Frame end) throws IOException {
        synchronized (appending) {
            if (!unfinished.isUndelivered(end.key())) {
                return false;
            }
            // Without marks: its own may have come meanwhile, and has to stand behind it.
            ByteBuffer frame = Frame.encode(new FrameBuffer(), end);
            segments.withRoomFor(frame.remaining()).append(frame);
        }
        sync();
        return true;
    }

    private interface Append {
        void run() throws IOException;
    }

    /** An interrupt would close the file under a write; it is put off until the record is written. */
    private void uninterrupted(Append append) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            append.run();
            if (awaitSync) {
                sync();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Returns where the frame begins. */
    private Position append(ByteBuffer frame) throws IOException {
        try {
            int riding = marks.gather();
            if (riding > 0 && riding + frame.remaining() > Marks.BYTES_MAX) {
                write(riding, NOTHING);
                return append(frame);
            }
            return write(riding, frame);
        } catch (IOException e) {
            brokenUntil = System.nanoTime() + RETRY_NANOS;
            throw e;
        }
    }

    private Position write(int riding, ByteBuffer frame) throws IOException {
        Segment segment = segments.withRoomFor(riding + frame.remaining());
        Position at = new Position(segment.number(), segment.end() + riding);
        marks.write(segment, frame);
        return at;
    }

    /** Forces what is written to the disk. */
    void sync() throws IOException {
        writeMarks();
        segments.sync();
    }

    /** Kafka has everything before this position, {@code count} ends more than until now. */
    void acknowledge(Position position, int count) throws IOException {
        acknowledged = position;
        unacknowledged.addAndGet(-count);
        acknowledgedFile.write(position);
        deleteAcknowledged();
    }

    private void deleteAcknowledged() throws IOException {
        for (Segment oldest = segments.oldestBefore(acknowledged);
                oldest != null;
                oldest = segments.oldestBefore(acknowledged)) {
            carryOver(oldest);
            // The ends of attempts opened in it are elsewhere; they must be safe before it goes.
            sync();
            segments.delete(oldest);
        }
    }

    /** Writes again what was opened in a segment and is still open, so that one long stream does not keep old files. */
    private void carryOver(Segment oldest) throws IOException {
        for (Map.Entry<AttemptKey, Position> attempt : unfinished.openUntil(oldest.number())) {
            Frame opened = read(attempt.getValue());
            synchronized (appending) {
                if (unfinished.isOpen(attempt.getKey())) {
                    unfinished.moved(attempt.getKey(), append(Frame.encode(new FrameBuffer(), opened)));
                }
            }
        }
    }

    /** The frame that was written there. */
    Frame read(Position at) throws IOException {
        Segment segment = segments.from(at.segment());
        Frame frame = segment == null || segment.number() != at.segment()
                ? null
                : new SegmentReader(segment, at.offset()).next();
        if (frame == null) {
            throw new IOException("the journal cannot be read again at " + at);
        }
        return frame;
    }

    Segments segments() {
        return segments;
    }

    Position acknowledged() {
        return acknowledged;
    }

    long unacknowledged() {
        return unacknowledged.get();
    }

    int openAttempts() {
        return unfinished.open();
    }

    /** Ends whose request's reply is not out. */
    int undelivered() {
        return unfinished.undelivered();
    }

    long bytes() {
        return segments.bytes();
    }

    /** Whether a write failed so recently that another try is not worth it. */
    boolean broken() {
        return System.nanoTime() - brokenUntil < 0;
    }

    /** Places where a crash left only a part of a frame, cut off at start. */
    int torn() {
        return torn;
    }

    /** Attempts found open, or ended and undelivered, at start and recorded as interrupted. */
    int interrupted() {
        return interrupted;
    }

    @Override
    public void close() throws IOException {
        synchronized (appending) {
            sync();
            segments.close();
        }
        acknowledgedFile.close();
        lockFile.close();
    }
}
