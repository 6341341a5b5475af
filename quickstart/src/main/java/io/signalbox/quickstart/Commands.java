package io.signalbox.quickstart;

import io.signalbox.quickstart.Complaint.Exit;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;

/** The commands, each a few lines over {@link Starting}, {@link PartProcess} and {@link Demo}. */
final class Commands {
    private final Home home;

    Commands(Home home) {
        this.home = home;
    }

    int run(List<String> words) {
        String command = words.removeFirst();
        switch (command) {
            case "up" -> up(words);
            case "down" -> down();
            case "status" -> new Status(home, running()).print(words.contains("--json"));
            case "env" -> System.out.print(new Demo(home, running()).environment());
            case "train" -> new Training(home.checkout()).run();
            case "start" -> new Starting(home, saved()).one(stopped(words));
            case "stop" -> ended(words, true);
            case "kill" -> ended(words, false);
            case "running" -> {
                return anyAlive() ? 0 : Exit.NOT_RUNNING.code();
            }
            default ->
                throw new Complaint(Exit.USAGE, "There is no command '" + command + "'; see ./signalbox --help.");
        }
        return 0;
    }

    private void up(List<String> words) {
        boolean detach = words.remove("--detach");
        boolean processes = words.remove("--processes");
        Ports ports = new Ports(port(words));
        if (!words.isEmpty()) {
            throw new Complaint(Exit.USAGE, "'up' does not know " + words + "; see ./signalbox --help.");
        }
        try (var file = new RandomAccessFile(home.lock().toFile(), "rw");
                FileLock lock = file.getChannel().tryLock()) {
            if (lock == null || anyAlive()) {
                throw new Complaint(
                        Exit.ALREADY_RUNNING,
                        "It is already running here; './signalbox status' shows it, './signalbox down' ends it.");
            }
            start(ports, processes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!detach) {
            untilInterrupted();
        }
    }

    private void start(Ports ports, boolean processes) {
        Preconditions.enoughDisk(home.root());
        Preconditions.freePorts(ports);
        Properties settings = new Properties();
        settings.setProperty("port", String.valueOf(ports.gateway()));
        settings.setProperty("processes", String.valueOf(processes));
        home.settings(settings);
        long began = System.nanoTime();
        System.out.println("Starting in " + home.root());
        try {
            Demo demo = new Demo(home, ports);
            new Starting(home, ports).all(processes, demo::prepare);
            System.out.printf(
                    "Ready at %s after %.1f s.%nNext: eval \"$(./signalbox env)\"%n",
                    demo.gateway(), (System.nanoTime() - began) / 1e9);
        } catch (RuntimeException failed) {
            stopAll();
            throw failed;
        }
    }

    private void down() {
        if (!anyAlive()) {
            throw new Complaint(Exit.NOT_RUNNING, "Nothing is running here.");
        }
        stopAll();
    }

    private void stopAll() {
        for (Part part : allParts().reversed()) {
            if (new PartProcess(home, part).stop()) {
                System.out.println("  " + part.label() + " stopped");
            }
        }
    }

    private void ended(List<String> words, boolean gently) {
        Part part = part(words);
        PartProcess process = new PartProcess(home, part);
        if (!(gently ? process.stop() : process.kill())) {
            throw new Complaint(Exit.NOT_RUNNING, part.label() + " is not running.");
        }
    }

    private Part stopped(List<String> words) {
        Part part = part(words);
        if (new PartProcess(home, part).alive().isPresent()) {
            throw new Complaint(Exit.ALREADY_RUNNING, part.label() + " is running.");
        }
        return part;
    }

    private Part part(List<String> words) {
        if (words.size() != 1) {
            throw new Complaint(Exit.USAGE, "Name one part: " + labels() + ".");
        }
        return Part.named(words.getFirst(), processes());
    }

    private void untilInterrupted() {
        CountDownLatch never = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopAll));
        System.out.println("Press Ctrl-C to stop.");
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int port(List<String> words) {
        int flag = words.indexOf("--port");
        if (flag < 0) {
            return Ports.DEFAULT;
        }
        if (flag + 1 >= words.size() || !words.get(flag + 1).matches("\\d{4,5}")) {
            throw new Complaint(Exit.USAGE, "--port takes the gateway's port, a number from 1024 to 52000.");
        }
        words.remove(flag);
        return Integer.parseInt(words.remove(flag));
    }

    private Ports running() {
        if (!anyAlive()) {
            throw new Complaint(Exit.NOT_RUNNING, "Nothing is running here; './signalbox up' starts it.");
        }
        return saved();
    }

    private Ports saved() {
        return new Ports(Integer.parseInt(home.settings().getProperty("port", String.valueOf(Ports.DEFAULT))));
    }

    private boolean processes() {
        return Boolean.parseBoolean(home.settings().getProperty("processes", "false"));
    }

    private boolean anyAlive() {
        return allParts().stream()
                .anyMatch(part -> new PartProcess(home, part).alive().isPresent());
    }

    private List<String> labels() {
        return Part.running(processes()).stream().map(Part::label).toList();
    }

    private static List<Part> allParts() {
        List<Part> all = new ArrayList<>(Part.running(true));
        all.add(all.indexOf(Part.GATEWAY), Part.SERVICES);
        return all;
    }
}
