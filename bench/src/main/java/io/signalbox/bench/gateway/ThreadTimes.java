package io.signalbox.bench.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the operating system has counted for a process's threads so far, by what they are for: the compilers and the
 * collector never show in a profile of Java code. Empty where there is no {@code /proc}.
 */
record ThreadTimes(Map<String, Long> ticks) {
    private static final Pattern STAT =
            Pattern.compile("\\d+ \\((.*)\\) .(?: \\S+){10} (\\d+) (\\d+) .*", Pattern.DOTALL);

    private static final String COMPILERS = "just-in-time compilers";

    private record Purpose(String label, String name) {}

    private static final List<Purpose> PURPOSES = List.of(
            new Purpose("event loops: requests", "reactor-http"),
            new Purpose(COMPILERS, "C[12] Compiler.*"),
            new Purpose("garbage collector", "VM Thread|GC .*"),
            new Purpose("journal: reading it back for Kafka", "journal-drain"),
            new Purpose("journal: forcing it to the disk", "journal-sync"),
            new Purpose("Kafka producer", "kafka-producer"),
            new Purpose("state from Kafka, grants, revocations", "gateway-.*"));

    static ThreadTimes of(ProcessHandle process) {
        Map<String, Long> ticks = new HashMap<>();
        try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(process.pid()), "task"))) {
            threads.forEach(thread -> add(thread.resolve("stat"), ticks));
        } catch (NoSuchFileException elsewhere) {
            return new ThreadTimes(Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ThreadTimes(ticks);
    }

    private static void add(Path stat, Map<String, Long> ticks) {
        try {
            Matcher fields = STAT.matcher(Files.readString(stat));
            if (fields.matches()) {
                ticks.merge(
                        purpose(fields.group(1)),
                        Long.parseLong(fields.group(2)) + Long.parseLong(fields.group(3)),
                        Long::sum);
            }
        } catch (IOException ended) {
            // A thread that ended meanwhile has no more to say.
        }
    }

    private static String purpose(String thread) {
        return PURPOSES.stream()
                .filter(purpose -> thread.matches("(?:" + purpose.name() + ").*"))
                .map(Purpose::label)
                .findFirst()
                .orElse("all others");
    }

    ThreadTimes since(ThreadTimes before) {
        Map<String, Long> more = new HashMap<>();
        ticks.forEach((label, count) -> more.put(label, count - before.ticks.getOrDefault(label, 0L)));
        return new ThreadTimes(more);
    }

    /** Zero where the system does not tell. */
    double compilersShare() {
        return (double) ticks.getOrDefault(COMPILERS, 0L) / Math.max(1, total());
    }

    long total() {
        return ticks.values().stream().mapToLong(Long::longValue).sum();
    }
}
