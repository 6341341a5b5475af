package io.signalbox.bench.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/** Where the gateway's time goes: a flight recording of it under load, each sample counted for whose work it is. */
final class Profile {
    private static final int ROWS_MAX = 15;
    private static final int CPU_TIME_SAMPLES_FROM = 25;

    private final Map<Part, Integer> parts = new HashMap<>();
    private final Map<String, Integer> frames = new HashMap<>();
    private final ThreadTimes threads;
    private int samples;

    private Profile(ThreadTimes threads) {
        this.threads = threads;
    }

    /** Records the process while the load runs. */
    static Profile of(ProcessHandle process, Path file, Runnable load) {
        boolean cpuTime = Runtime.version().feature() >= CPU_TIME_SAMPLES_FROM
                && System.getProperty("os.name").equals("Linux");
        List<String> start = new ArrayList<>(List.of("JFR.start", "name=bench", "settings=profile"));
        start.addAll(
                cpuTime
                        ? List.of("jdk.CPUTimeSample#enabled=true", "jdk.CPUTimeSample#throttle=2ms")
                        : List.of("jdk.ExecutionSample#period=10ms"));
        command(process, start);
        ThreadTimes before = ThreadTimes.of(process);
        load.run();
        Profile profile = new Profile(ThreadTimes.of(process).since(before));
        command(process, List.of("JFR.stop", "name=bench", "filename=" + file));
        profile.read(file, cpuTime ? "jdk.CPUTimeSample" : "jdk.ExecutionSample");
        return profile;
    }

    private void read(Path file, String kind) {
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                RecordedStackTrace stack = event.getStackTrace();
                if (event.getEventType().getName().equals(kind) && stack != null) {
                    count(stack.getFrames());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void count(List<RecordedFrame> stack) {
        List<String> names = stack.stream()
                .map(frame -> frame.getMethod().getType().getName() + "."
                        + frame.getMethod().getName())
                .toList();
        if (names.isEmpty()) {
            return;
        }
        samples++;
        parts.merge(Part.of(names), 1, Integer::sum);
        frames.merge(names.getFirst(), 1, Integer::sum);
    }

    String text() {
        return "\n### What the gateway's time goes into\n\n| threads, by the operating system's count | share |\n|---|---|\n"
                + rows(threads.ticks(), threads.total(), label -> label)
                + "\n| Java code (" + samples
                + " samples), by the innermost frame that is somebody's | share |\n|---|---|\n"
                + rows(parts, samples, Part::label)
                + "\n| top frame | share |\n|---|---|\n"
                + rows(frames, samples, frame -> "`" + frame + "`");
    }

    private static <K, N extends Number> String rows(Map<K, N> counts, long all, Function<K, String> label) {
        return counts.entrySet().stream()
                .sorted(Comparator.comparingLong(
                                (Map.Entry<K, N> entry) -> entry.getValue().longValue())
                        .reversed())
                .limit(ROWS_MAX)
                .map(entry -> "| %s | %.1f %% |\n"
                        .formatted(
                                label.apply(entry.getKey()),
                                100.0 * entry.getValue().longValue() / all))
                .collect(Collectors.joining());
    }

    private static void command(ProcessHandle process, List<String> words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), String.valueOf(process.pid())));
        command.addAll(words);
        try {
            Process asking = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!asking.waitFor(1, TimeUnit.MINUTES) || asking.exitValue() != 0) {
                throw new IllegalStateException("jcmd did not do " + command);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
