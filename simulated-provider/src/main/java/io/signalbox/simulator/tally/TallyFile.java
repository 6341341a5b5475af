package io.signalbox.simulator.tally;

import io.signalbox.simulator.dialect.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads a tally while it is written: one pass finds the latest line of each request, a second reads those. A line without
 * an end is left to its writer, or, at a restart, closed and left out of the count.
 */
final class TallyFile {
    private static final String OPENING = "{\"sequence\":";
    private static final String ANSWERED = ",\"phase\":\"ANSWERED\"";

    private final Path file;

    TallyFile(Path file) {
        this.file = file;
    }

    List<TallyEntry> entries(long since, int max) throws IOException {
        List<TallyEntry> entries = new ArrayList<>();
        latest(since, max, entries::add);
        entries.sort(Comparator.comparingLong(TallyEntry::sequence));
        return entries;
    }

    void latest(long since, int max, Consumer<TallyEntry> each) throws IOException {
        Chosen chosen = new Chosen(since, max);
        long end = lines(Long.MAX_VALUE, (number, line) -> chosen.look(sequence(line), answered(line)));
        lines(end, (number, line) -> {
            if (chosen.isLatest(sequence(line), answered(line))) {
                each.accept(Json.read(line.getBytes(StandardCharsets.UTF_8), TallyEntry.class));
            }
        });
    }

    private long lines(long max, LineReader reader) throws IOException {
        long number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null && number < max; line = lines.readLine()) {
                reader.line(number++, line);
            }
        }
        return number;
    }

    /** The number a whole line begins with; zero for a line that is none of ours. */
    private static long sequence(String line) {
        int end = line.indexOf(',');
        if (!line.startsWith(OPENING) || end < 0 || !line.endsWith("}")) {
            return 0;
        }
        String digits = line.substring(OPENING.length(), end);
        return digits.chars().allMatch(Character::isDigit) && !digits.isEmpty() ? Long.parseLong(digits) : 0;
    }

    private static boolean answered(String line) {
        return line.startsWith(ANSWERED, Math.max(0, line.indexOf(',')));
    }

    /** Closes a line that a death tore, and finds the number to go on from. */
    static long repairAndFindLast(Path file, FileChannel channel) throws IOException {
        long size = channel.size();
        if (size == 0) {
            return 0;
        }
        ByteBuffer end = ByteBuffer.allocate(1);
        try (FileChannel reading = FileChannel.open(file, StandardOpenOption.READ)) {
            reading.read(end, size - 1);
        }
        if (end.get(0) != '\n') {
            channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
        }
        long[] highest = {0};
        new TallyFile(file).lines(Long.MAX_VALUE, (number, line) -> highest[0] = Math.max(highest[0], sequence(line)));
        return highest[0];
    }

    /** Which lines are the latest of the requests asked for: two bits a request, and a count for the few corrected ones. */
    private static final class Chosen {
        private final long since;
        private final int max;
        private final BitSet seen = new BitSet();
        private final BitSet answered = new BitSet();
        private final Map<Integer, Integer> corrections = new HashMap<>();
        private int count;

        Chosen(long since, int max) {
            this.since = since;
            this.max = max;
        }

        void look(long sequence, boolean isAnswer) {
            if (sequence <= since || sequence > Integer.MAX_VALUE) {
                return;
            }
            int index = (int) sequence;
            if (!seen.get(index)) {
                if (count == max) {
                    return;
                }
                count++;
                seen.set(index);
            }
            if (isAnswer && answered.get(index)) {
                corrections.merge(index, 1, Integer::sum);
            }
            if (isAnswer) {
                answered.set(index);
            }
        }

        boolean isLatest(long sequence, boolean isAnswer) {
            if (sequence > Integer.MAX_VALUE || !seen.get((int) sequence) || answered.get((int) sequence) != isAnswer) {
                return false;
            }
            Integer left = corrections.get((int) sequence);
            if (left == null || left == 0) {
                return true;
            }
            corrections.put((int) sequence, left - 1);
            return false;
        }
    }

    private interface LineReader {
        void line(long number, String line) throws IOException;
    }
}
