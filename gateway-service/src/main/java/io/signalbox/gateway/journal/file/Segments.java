package io.signalbox.gateway.journal.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The files of the journal, oldest first, the last one being written, and how far the disk has them. A file that is full
 * is left to the next {@link #sync}: whoever writes never waits for the disk because of where a file happens to end.
 */
final class Segments {
    private final Path directory;
    private final long segmentBytes;
    private final CopyOnWriteArrayList<Segment> segments = new CopyOnWriteArrayList<>();
    private final Object syncing = new Object();
    private volatile Segment current;
    private volatile Position synced = Position.START;

    private Segments(Path directory, long segmentBytes, List<Segment> earlier, Segment current) {
        this.directory = directory;
        this.segmentBytes = segmentBytes;
        this.segments.addAll(earlier);
        this.segments.add(current);
        this.current = current;
    }

    /** Those of earlier runs, and a new one behind them and behind {@code acknowledged}. */
    static Segments in(Path directory, long segmentBytes, Position acknowledged) throws IOException {
        List<Segment> earlier = Segment.existing(directory);
        long last = earlier.isEmpty() ? 0 : earlier.getLast().number();
        Segment current = Segment.create(directory, Math.max(last, acknowledged.segment()) + 1);
        return new Segments(directory, segmentBytes, earlier, current);
    }

    /** All but the one being written, as long as nobody else uses this. */
    List<Segment> earlier() {
        return segments.subList(0, segments.size() - 1);
    }

    /** The one to write so many bytes to: a new one when the last is full. */
    Segment withRoomFor(int bytes) throws IOException {
        if (current.end() > 0 && current.end() + bytes > segmentBytes) {
            Segment next = Segment.create(directory, current.number() + 1);
            segments.add(next);
            current = next;
        }
        return current;
    }

    /**
     * Forces what is written to the disk, the oldest first, so that a lost host costs the end of the journal and not
     * something in its middle; several callers share one force.
     */
    void sync() throws IOException {
        Position wanted = written();
        synchronized (syncing) {
            if (synced.compareTo(wanted) < 0) {
                Position covered = written();
                for (Segment segment : segments) {
                    if (segment.number() >= synced.segment()) {
                        segment.sync();
                    }
                }
                synced = covered;
            }
        }
    }

    /** Up to where a lost host loses nothing. */
    Position synced() {
        return synced;
    }

    /** The end of what is written. */
    Position written() {
        Segment segment = current;
        return new Position(segment.number(), segment.end());
    }

    /** The segment of that number, or the next one there is; null behind the last. */
    @Nullable
    Segment from(long number) {
        for (Segment segment : segments) {
            if (segment.number() >= number) {
                return segment;
            }
        }
        return null;
    }

    /** The oldest, when it lies before that position and is not the one being written. */
    @Nullable
    Segment oldestBefore(Position position) {
        Segment oldest = segments.getFirst();
        return segments.size() > 1 && position.segment() > oldest.number() ? oldest : null;
    }

    void delete(Segment segment) throws IOException {
        synchronized (syncing) {
            segments.remove(segment);
            segment.delete();
        }
    }

    long bytes() {
        long total = 0;
        for (Segment segment : segments) {
            total += segment.end();
        }
        return total;
    }

    void close() throws IOException {
        for (Segment segment : segments) {
            segment.close();
        }
    }
}
