package io.signalbox.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What each JVM loads, written down once after a build and shared by every home ({@link Training}). An archive's name says
 * for which JDK and which jars it is; whoever finds none lets the JVM grow one in the home, which helps from the second
 * start on, unless nothing is to be trained at all.
 */
final class ClassArchives {
    private final Home home;
    private final boolean recording;

    private ClassArchives(Home home, boolean recording) {
        this.home = home;
        this.recording = recording;
    }

    static ClassArchives read(Home home) {
        return new ClassArchives(home, false);
    }

    static ClassArchives recorded(Home home) {
        return new ClassArchives(home, true);
    }

    /** The JVM options with which a part reads its archive, or makes it. */
    List<String> options(Part part, String classPath) {
        Path archive = archive(part, classPath);
        if (recording) {
            return JvmOptions.recording(unfinished(archive));
        }
        if (Files.exists(archive)) {
            return JvmOptions.from(archive);
        }
        return System.getenv("SIGNALBOX_SKIP_TRAINING") == null
                ? JvmOptions.growing(home.state("archives").resolve(part.label() + ".jsa"))
                : List.of();
    }

    /** Makes the archive of a part that has ended available, in the place of those of earlier builds; false if it left none. */
    boolean keep(Part part, String classPath) throws IOException {
        Path archive = archive(part, classPath);
        if (!Files.exists(unfinished(archive))) {
            return false;
        }
        Files.move(unfinished(archive), archive, StandardCopyOption.ATOMIC_MOVE);
        try (var all = Files.newDirectoryStream(archive.getParent(), part.label() + "-*")) {
            for (Path each : all) {
                if (!each.equals(archive)) {
                    Files.delete(each);
                }
            }
        }
        return true;
    }

    private static Path unfinished(Path archive) {
        return archive.resolveSibling(archive.getFileName() + ".part");
    }

    private Path archive(Part part, String classPath) {
        return home.built("archives").resolve(part.label() + "-" + fingerprint(classPath) + ".archive");
    }

    private static String fingerprint(String classPath) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(System.getProperty("java.vm.version").getBytes(StandardCharsets.UTF_8));
            for (String entry : classPath.split(":", -1)) {
                Path jar = Path.of(entry);
                String is = entry + " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar);
                digest.update(is.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK knows SHA-256", e);
        }
    }
}
