package io.signalbox.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One part as an operating-system process of its own that outlives the command which started it. Identified by process
 * id <em>and</em> start time, so that a recycled id is never mistaken for ours.
 */
final class PartProcess {
    /** How long a part may take to stop by itself before it is killed. */
    static final Duration STOP_MAX = Duration.ofSeconds(25);

    private final Home home;
    private final Part part;

    PartProcess(Home home, Part part) {
        this.home = home;
        this.part = part;
    }

    Optional<ProcessHandle> alive() {
        Path file = home.pid(part);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(file);
            return ProcessHandle.of(Long.parseLong(lines.getFirst()))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> startedAt(process).equals(lines.size() > 1 ? lines.get(1) : ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void start(List<String> command, Map<String, String> environment) {
        List<String> detached = new ArrayList<>(detaching());
        detached.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(detached)
                .directory(home.root().toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(home.log(part).toFile()));
        builder.environment().keySet().removeIf(key -> key.startsWith("SIGNALBOX_") || key.startsWith("SPRING_"));
        builder.environment().putAll(environment);
        try {
            ProcessHandle process = builder.start().toHandle();
            Files.writeString(home.pid(part), process.pid() + "\n" + startedAt(process) + "\n");
        } catch (IOException e) {
            throw new Complaint(Complaint.Exit.FAILED, part.label() + " could not be started: " + e.getMessage(), e);
        }
    }

    /** Asks it to stop, and makes it after {@link #STOP_MAX}; true when it was running. */
    boolean stop() {
        return stop(STOP_MAX);
    }

    boolean stop(Duration max) {
        Optional<ProcessHandle> process = alive();
        process.ifPresent(running -> {
            interrupt(running);
            if (!gone(running, max)) {
                killTree(running);
            }
        });
        forget();
        return process.isPresent();
    }

    /** {@code kill -9}, children first asked for so that none is left. */
    boolean kill() {
        Optional<ProcessHandle> process = alive();
        process.ifPresent(PartProcess::killTree);
        forget();
        return process.isPresent();
    }

    private void interrupt(ProcessHandle running) {
        if (part == Part.POSTGRES) {
            // SIGINT is Postgres' fast shutdown: it does not wait for clients to leave.
            run(List.of("kill", "-INT", String.valueOf(running.pid())));
        } else {
            running.destroy();
        }
    }

    private static void killTree(ProcessHandle running) {
        List<ProcessHandle> tree = new ArrayList<>(List.of(running));
        tree.addAll(running.descendants().toList());
        tree.forEach(ProcessHandle::destroyForcibly);
        tree.forEach(process -> gone(process, Duration.ofSeconds(5)));
    }

    private static boolean gone(ProcessHandle process, Duration max) {
        try {
            process.onExit().get(max.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException | CompletionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void forget() {
        try {
            Files.deleteIfExists(home.pid(part));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String startedAt(ProcessHandle process) {
        return process.info().startInstant().map(Object::toString).orElse("");
    }

    /** A session of its own, so that closing the terminal does not take the parts along. */
    private static List<String> detaching() {
        return Files.isExecutable(Path.of("/usr/bin/setsid")) ? List.of("/usr/bin/setsid") : List.of("nohup");
    }

    private static void run(List<String> command) {
        try {
            new ProcessBuilder(command).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
