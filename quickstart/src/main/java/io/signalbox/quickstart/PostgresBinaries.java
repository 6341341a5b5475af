package io.signalbox.quickstart;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * Unpacks, once per checkout, the PostgreSQL programs that come as a Maven artifact for this machine's system and
 * processor. Every home runs the same ones.
 */
final class PostgresBinaries {
    private final Path directory;
    private final URL archive;

    PostgresBinaries(Home home) {
        this.archive = archive();
        this.directory = home.built("postgres").resolve(release(archive));
    }

    /** The folder with {@code postgres} and {@code initdb}. */
    Path bin() {
        if (!Files.exists(directory)) {
            unpack();
        }
        return directory.resolve("bin");
    }

    private void unpack() {
        Path part = directory.resolveSibling(
                directory.getFileName() + "." + ProcessHandle.current().pid());
        try (var tar =
                new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive.openStream())))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(tar, entry, part);
            }
            Files.move(part, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // Another home's start may have been first.
            if (!Files.exists(directory)) {
                throw new UncheckedIOException("PostgreSQL could not be unpacked", e);
            }
        }
    }

    private static void write(InputStream content, TarArchiveEntry entry, Path into) throws IOException {
        Path target = into.resolve(entry.getName()).normalize();
        if (!target.startsWith(into)) {
            throw new IOException("an entry points outside: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        Files.deleteIfExists(target);
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, target);
            boolean executable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(
                    target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static URL archive() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        String processor = System.getProperty("os.arch").matches("aarch64|arm64") ? "arm_64" : "x86_64";
        String name = "postgres-" + system + "-" + processor + ".txz";
        URL found = PostgresBinaries.class.getResource("/" + name);
        if (found == null) {
            throw new Complaint(
                    Complaint.Exit.FAILED,
                    "There are no PostgreSQL programs for this machine (" + name
                            + "); use docker compose, or point DATABASE_URL at a PostgreSQL 17.");
        }
        return found;
    }

    /** The name of the jar the archive is in, which ends in PostgreSQL's version. */
    private static String release(URL archive) {
        String jar = archive.getPath().replaceFirst("\\.jar!.*", "");
        return jar.substring(jar.lastIndexOf('/') + 1);
    }
}
