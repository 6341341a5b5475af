package io.signalbox.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Makes the class archives of a build: an installation of its own is started, does what every start does, answers a few
 * completions and ends, and each of its JVMs writes down what it needed. The archives hold code only; the installation
 * with its secrets is deleted.
 */
final class Training {
    /** Writing an archive takes a JVM longer than stopping. */
    private static final Duration STOP_MAX = Duration.ofMinutes(3);

    /** Enough to have been through whole answers and streams; what makes requests fast comes with real ones. */
    private static final int COMPLETIONS = 10;

    private static final List<Part> WRITING = List.of(Part.SERVICES, Part.GATEWAY, Part.SIMULATOR, Part.KAFKA);

    private static final int PORT_FIRST = 21_080;
    private static final int PORT_LAST = 23_080;

    private final Home home;
    private final JavaProgram java;
    private final ClassArchives archives;

    Training(Path checkout) {
        this.home = new Home(checkout, checkout.resolve("target/training"));
        this.archives = ClassArchives.recorded(home);
        this.java = new JavaProgram(home, archives);
    }

    void run() {
        // An earlier one may have been killed.
        abandon();
        Runtime.getRuntime().addShutdownHook(new Thread(this::abandon));
        startAndUse();
        stop();
        WRITING.forEach(this::keep);
    }

    private void startAndUse() {
        Ports ports = freePorts();
        Demo demo = new Demo(home, ports);
        new Starting(home, ports, java).all(false, demo::prepare);
        for (int i = 0; i < COMPLETIONS; i++) {
            demo.complete(false);
            demo.complete(true);
        }
    }

    /** However a training ends, no process and no secret of it is left. */
    private void abandon() {
        Part.running(false).reversed().forEach(part -> new PartProcess(home, part).kill());
        delete();
    }

    /** Those that write at the same time, and what they talk to after them. */
    private void stop() {
        CompletableFuture.allOf(List.of(Part.SERVICES, Part.GATEWAY, Part.SIMULATOR).stream()
                        .map(part -> CompletableFuture.runAsync(() -> new PartProcess(home, part).stop(STOP_MAX)))
                        .toArray(CompletableFuture[]::new))
                .join();
        new PartProcess(home, Part.KAFKA).stop(STOP_MAX);
        new PartProcess(home, Part.POSTGRES).stop();
    }

    private void keep(Part part) {
        try {
            if (!archives.keep(part, java.classPath(part))) {
                throw new Complaint(Complaint.Exit.FAILED, part.label() + " left no class archive.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Ports freePorts() {
        for (int gateway = PORT_FIRST; ; gateway += 100) {
            try {
                Ports ports = new Ports(gateway);
                Preconditions.freePorts(ports);
                return ports;
            } catch (Complaint busy) {
                if (gateway >= PORT_LAST) {
                    throw busy;
                }
            }
        }
    }

    private void delete() {
        if (!Files.exists(home.root())) {
            return;
        }
        try (var files = Files.walk(home.root())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
