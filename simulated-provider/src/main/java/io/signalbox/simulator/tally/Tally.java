package io.signalbox.simulator.tally;

import io.signalbox.simulator.dialect.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The simulator's own count, in a file that only grows: a line when a request is received, another before the last byte of
 * its answer. Lines are written and not synchronised: they survive the death of this program, not of the machine. After a
 * restart on the same file the numbering goes on.
 */
public final class Tally implements AutoCloseable {
    private final Path file;
    private final boolean temporary;
    private final FileChannel channel;
    private long last;

    private Tally(Path file, boolean temporary) throws IOException {
        this.file = file;
        this.temporary = temporary;
        this.channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        try {
            lock();
            this.last = TallyFile.repairAndFindLast(file, channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Opens the tally of this file; without one, a temporary file that is deleted at the end. */
    public static Tally open(@Nullable Path file) throws IOException {
        if (file == null) {
            return new Tally(Files.createTempFile("simulated-provider", ".ndjson"), true);
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        return new Tally(file, false);
    }

    private void lock() throws IOException {
        try {
            if (channel.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            throw new IOException("another simulated provider in this program writes the tally " + file, e);
        }
        throw new IOException("another simulated provider writes the tally " + file);
    }

    /** Numbers and writes a request; nothing is answered before this returned. */
    public synchronized TallyEntry receive(TallyEntry entry) {
        TallyEntry numbered = entry.numbered(last + 1);
        append(numbered);
        last++;
        return numbered;
    }

    /** Writes what was answered, before the answer's last byte; a correction replaces it when the caller went away. */
    public synchronized void answer(TallyEntry entry) {
        append(entry);
    }

    private void append(TallyEntry entry) {
        byte[] json = Json.bytes(entry);
        ByteBuffer line =
                ByteBuffer.allocate(json.length + 1).put(json).put((byte) '\n').flip();
        try {
            while (line.hasRemaining()) {
                channel.write(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the tally cannot be written: " + file, e);
        }
    }

    /** One entry per request, in order of receipt, the latest state of each; at most {@code max} after {@code since}. */
    public List<TallyEntry> entries(long since, int max) {
        try {
            return new TallyFile(file).entries(since, max);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<TallyEntry> entries() {
        return entries(0, Integer.MAX_VALUE);
    }

    public TallySummary summary() {
        TallySummary.Count count = new TallySummary.Count();
        try {
            new TallyFile(file).latest(0, Integer.MAX_VALUE, count::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return count.summary();
    }

    /** Forgets all entries; the numbering goes on. Requests still being answered appear when they are. */
    public synchronized void clear() {
        try {
            channel.truncate(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        if (temporary) {
            Files.deleteIfExists(file);
        }
    }
}
