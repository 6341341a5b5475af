package io.signalbox.gateway.journal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One file of the journal. Written by whoever holds the journal's lock, read by the drain at the same time, but only as
 * far as {@link #end}.
 */
final class Segment {
    private static final String SUFFIX = ".journal";

    private final long number;
    private final Path path;
    private volatile FileChannel channel;
    private volatile long end;

    private Segment(long number, Path path, FileChannel channel, long end) {
        this.number = number;
        this.path = path;
        this.channel = channel;
        this.end = end;
    }

    /** A new, empty file that only this user may read. */
    static Segment create(Path directory, long number) throws IOException {
        Path path = directory.resolve(String.format(Locale.ROOT, "%020d%s", number, SUFFIX));
        Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return new Segment(number, path, FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE), 0);
    }

    /** The files of earlier runs, oldest first. */
    static List<Segment> existing(Path directory) throws IOException {
        List<Path> paths;
        try (Stream<Path> files = Files.list(directory)) {
            paths = files.filter(path -> path.getFileName().toString().endsWith(SUFFIX))
                    .sorted(Comparator.comparing(path -> path.getFileName().toString()))
                    .toList();
        }
        Stream.Builder<Segment> segments = Stream.builder();
        for (Path path : paths) {
            String name = path.getFileName().toString();
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
            long number = Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
            segments.add(new Segment(number, path, channel, channel.size()));
        }
        return segments.build().toList();
    }

    long number() {
        return number;
    }

    /** How far it is written; grows only, but for {@link #cutAt}. */
    long end() {
        return end;
    }

    /** Appends a whole frame; when this fails, {@link #end} has not moved and the next frame takes its place. */
    void append(ByteBuffer frame) throws IOException {
        int start = frame.position();
        try {
            writeWhole(frame);
        } catch (ClosedChannelException e) {
            reopen();
            writeWhole(frame.position(start));
        }
    }

    private void writeWhole(ByteBuffer frame) throws IOException {
        long position = end;
        while (frame.hasRemaining()) {
            position += channel.write(frame, position);
        }
        end = position;
    }

    void cutAt(long position) throws IOException {
        channel.truncate(position);
        channel.force(false);
        end = position;
    }

    void sync() throws IOException {
        try {
            channel.force(false);
        } catch (ClosedChannelException e) {
            reopen();
            channel.force(false);
        }
    }

    /** An interrupt during a write closes the channel for everybody; the file is as good as before. */
    private void reopen() throws IOException {
        channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** Fills the buffer from a position on, as far as there is something. */
    void read(ByteBuffer into, long position) throws IOException {
        long at = position;
        while (into.hasRemaining()) {
            int count = channel.read(into, at);
            if (count < 0) {
                break;
            }
            at += count;
        }
    }

    void close() throws IOException {
        channel.close();
    }

    void delete() throws IOException {
        channel.close();
        Files.deleteIfExists(path);
    }
}
