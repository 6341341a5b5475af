package io.signalbox.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;

/** Where this installation keeps everything: {@code .signalbox/} in the checkout unless {@code SIGNALBOX_HOME} says otherwise. */
record Home(Path checkout, Path root) {
    /** What must be free on the disk before anything starts: two journal segments, a Kafka log segment, a WAL segment. */
    static final long FREE_BYTES_MIN = 1L << 30;

    static Home of(Path checkout) {
        String chosen = System.getenv("SIGNALBOX_HOME");
        return new Home(
                checkout,
                chosen == null
                        ? checkout.resolve(".signalbox")
                        : Path.of(chosen).toAbsolutePath());
    }

    Path pid(Part part) {
        return directory("run").resolve(part.label() + ".pid");
    }

    Path log(Part part) {
        return directory("logs").resolve(part.label() + ".log");
    }

    Path config(Part part) {
        return directory("config").resolve(part.label() + ".properties");
    }

    Path secret(String name) {
        return privateDirectory("secrets").resolve(name);
    }

    Path identity() {
        return privateDirectory("identity");
    }

    Path state(String name) {
        return directory(name);
    }

    /** What belongs to the build and is shared by every home. */
    Path built(String name) {
        return directory(checkout.resolve("target").resolve(name));
    }

    Path lock() {
        return directory("run").resolve("lock");
    }

    /** The settings of the running installation, kept so that later commands need no flags; empty before the first. */
    Properties settings() {
        Properties settings = new Properties();
        Path file = root.resolve("settings.properties");
        if (Files.exists(file)) {
            try (var in = Files.newInputStream(file)) {
                settings.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return settings;
    }

    void settings(Properties settings) {
        try (var out = Files.newOutputStream(directory("").resolve("settings.properties"))) {
            settings.store(out, "written by 'signalbox up'");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path directory(String name) {
        return directory(root.resolve(name));
    }

    private static Path directory(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new Complaint(
                    Complaint.Exit.FAILED, "The folder " + directory + " cannot be made: " + e.getMessage(), e);
        }
    }

    private Path privateDirectory(String name) {
        Path directory = directory(name);
        try {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return directory;
    }
}
