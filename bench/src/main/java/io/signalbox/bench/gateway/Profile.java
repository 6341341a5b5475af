package io.signalbox.bench.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/** Where the gateway's time goes: a flight recording of it under load, each sample counted for whose work it is. */
final class Profile {
    private static final int FRAMES_SHOWN = 15;
    private static final int CPU_TIME_SAMPLES_FROM = 25;

    private final Map<Part, Integer> parts = new HashMap<>();
    private final Map<String, Integer> frames = new HashMap<>();
    private int samples;

    private Profile() {}

    /** Records the process while the load runs. */
    static Profile of(ProcessHandle process, Path file, Runnable load) {
        String sampling = Runtime.version().feature() >= CPU_TIME_SAMPLES_FROM
                        && System.getProperty("os.name").equals("Linux")
                ? "jdk.CPUTimeSample#enabled=true"
                : "jdk.ExecutionSample#period=10ms";
        command(process, "JFR.start", "name=bench", "settings=profile", sampling);
        load.run();
        command(process, "JFR.dump", "name=bench", "filename=" + file);
        command(process, "JFR.stop", "name=bench");
        Profile profile = new Profile();
        profile.read(file, sampling.substring(0, sampling.indexOf('#')));
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
        return "\n### What the gateway's time goes into (" + samples + " samples)\n\n| part | share |\n|---|---|\n"
                + parts.entrySet().stream()
                        .sorted(Map.Entry.<Part, Integer>comparingByValue().reversed())
                        .map(entry -> row(entry.getKey().label(), entry.getValue()))
                        .collect(Collectors.joining())
                + "\n| top frame | share |\n|---|---|\n"
                + frames.entrySet().stream()
                        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                        .limit(FRAMES_SHOWN)
                        .map(entry -> row("`" + entry.getKey() + "`", entry.getValue()))
                        .collect(Collectors.joining());
    }

    private String row(String label, int count) {
        return String.format("| %s | %.1f %% |%n", label, 100.0 * count / samples);
    }

    private static void command(ProcessHandle process, String... words) {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), String.valueOf(process.pid())));
        command.addAll(List.of(words));
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
