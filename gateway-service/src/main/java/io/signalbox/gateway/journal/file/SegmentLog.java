package io.signalbox.gateway.journal.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The segments of the journal, oldest first, the last one being written. Appends hold one lock for the length of a
 * {@code write()}; a segment is deleted when Kafka has all its ends and no attempt opened in it is still open.
 */
final class SegmentLog implements Closeable {
    private static final long RETRY_NANOS = 1_000_000_000L;

    private final Path directory;
    private final long segmentBytes;
    private final boolean awaitSync;
    private final FileChannel lockFile;
    private final AcknowledgedPosition acknowledgedFile;
    private final CopyOnWriteArrayList<Segment> segments = new CopyOnWriteArrayList<>();
    private final Map<AttemptKey, Position> open = new ConcurrentHashMap<>();
    private final AtomicLong unacknowledged = new AtomicLong();
    private final Object appending = new Object();
    private final Object syncing = new Object();
    private volatile Segment current;
    private volatile Position synced = Position.START;
    private volatile Position acknowledged;
    private volatile long brokenUntil = System.nanoTime();
    private int torn;
    private int interrupted;

    private SegmentLog(JournalProperties properties, FileChannel lockFile) throws IOException {
        this.directory = properties.directory();
        this.segmentBytes = properties.segmentSize().toBytes();
        this.awaitSync = properties.sync() == JournalProperties.Sync.AWAIT;
        this.lockFile = lockFile;
        this.acknowledgedFile = AcknowledgedPosition.in(directory);
        this.acknowledged = acknowledgedFile.read();
        List<Segment> earlier = Segment.existing(directory);
        segments.addAll(earlier);
        long last =
                earlier.isEmpty() ? acknowledged.segment() : earlier.getLast().number();
        this.current = Segment.create(directory, Math.max(last, acknowledged.segment()) + 1);
        segments.add(current);
        closeWhatWasLeftOpen(Replay.of(earlier, acknowledged));
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

    private void closeWhatWasLeftOpen(Replay replay) throws IOException {
        unacknowledged.set(replay.unacknowledged());
        torn = replay.torn();
        interrupted = replay.open().size();
        FrameBuffer buffer = new FrameBuffer();
        for (Frame left : replay.open().values()) {
            Frame end =
                    new Frame(Frame.Type.CLOSED, left.key(), left.at(), left.tenant(), left.traceParent(), left.body());
            appendClosed(left.key(), Frame.encode(buffer, end));
        }
        sync();
    }

    void appendOpened(AttemptKey key, ByteBuffer frame) throws IOException {
        uninterrupted(() -> {
            synchronized (appending) {
                Position at = append(frame);
                open.put(key, at);
            }
        });
    }

    void appendClosed(AttemptKey key, ByteBuffer frame) throws IOException {
        uninterrupted(() -> {
            synchronized (appending) {
                append(frame);
                open.remove(key);
                unacknowledged.incrementAndGet();
            }
        });
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
            if (current.end() > 0 && current.end() + frame.remaining() > segmentBytes) {
                roll();
            }
            Position at = new Position(current.number(), current.end());
            current.append(frame);
            return at;
        } catch (IOException e) {
            brokenUntil = System.nanoTime() + RETRY_NANOS;
            throw e;
        }
    }

    private void roll() throws IOException {
        Segment full = current;
        Segment next = Segment.create(directory, full.number() + 1);
        full.sync();
        segments.add(next);
        current = next;
    }

    /** Forces what is written to the disk; several callers share one force. */
    void sync() throws IOException {
        Position wanted = written();
        synchronized (syncing) {
            if (synced.compareTo(wanted) < 0) {
                Segment segment = current;
                Position covered = new Position(segment.number(), segment.end());
                segment.sync();
                synced = covered;
            }
        }
    }

    /** The end of what is written. */
    Position written() {
        Segment segment = current;
        return new Position(segment.number(), segment.end());
    }

    /** The segment of that number, or the next one there is; null behind the last. */
    @Nullable
    Segment from(long number) {
        return segments.stream()
                .filter(segment -> segment.number() >= number)
                .findFirst()
                .orElse(null);
    }

    /** Kafka has everything before this position, {@code count} ends more than until now. */
    void acknowledge(Position position, int count) throws IOException {
        acknowledged = position;
        unacknowledged.addAndGet(-count);
        acknowledgedFile.write(position);
        deleteAcknowledged();
    }

    private void deleteAcknowledged() throws IOException {
        while (segments.size() > 1
                && acknowledged.segment() > segments.getFirst().number()) {
            Segment oldest = segments.getFirst();
            carryOver(oldest);
            // The ends of attempts opened in it are elsewhere; they must be safe before it goes.
            sync();
            segments.remove(oldest);
            oldest.delete();
        }
    }

    /** Writes again what was opened in a segment and is still open, so that one long stream does not keep old files. */
    private void carryOver(Segment oldest) throws IOException {
        for (Map.Entry<AttemptKey, Position> attempt : List.copyOf(open.entrySet())) {
            if (attempt.getValue().segment() <= oldest.number()) {
                Frame frame = new SegmentReader(oldest, attempt.getValue().offset()).next();
                carryOver(attempt.getKey(), frame);
            }
        }
    }

    private void carryOver(AttemptKey key, @Nullable Frame frame) throws IOException {
        if (frame == null) {
            throw new IOException("the opening of " + key + " cannot be read again");
        }
        synchronized (appending) {
            if (open.containsKey(key)) {
                open.put(key, append(Frame.encode(new FrameBuffer(), frame)));
            }
        }
    }

    Position acknowledged() {
        return acknowledged;
    }

    long unacknowledged() {
        return unacknowledged.get();
    }

    int openAttempts() {
        return open.size();
    }

    long bytes() {
        long total = 0;
        for (Segment segment : segments) {
            total += segment.end();
        }
        return total;
    }

    /** Whether a write failed so recently that another try is not worth it. */
    boolean broken() {
        return System.nanoTime() - brokenUntil < 0;
    }

    /** Frames found torn at start and cut off. */
    int torn() {
        return torn;
    }

    /** Attempts found open at start and closed as interrupted. */
    int interrupted() {
        return interrupted;
    }

    @Override
    public void close() throws IOException {
        synchronized (appending) {
            sync();
            for (Segment segment : segments) {
                segment.close();
            }
        }
        acknowledgedFile.close();
        lockFile.close();
    }
}
