package io.signalbox.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Command lines of our own JVMs: the JDK this command runs on, small heaps, and a class archive per part.
 */
final class JavaProgram {
    private static final Map<Part, String> MODULES = Map.of(
            Part.KAFKA, "quickstart",
            Part.SIMULATOR, "simulated-provider",
            Part.SERVICES, "quickstart-services",
            Part.GATEWAY, "gateway-service",
            Part.PROVIDER, "provider-service",
            Part.CATALOG, "catalog-service",
            Part.CREDENTIAL, "credential-service",
            Part.USAGE, "usage-service",
            Part.VFS, "vfs-service");

    private final Home home;
    private final ClassArchives archives;

    JavaProgram(Home home, ClassArchives archives) {
        this.home = home;
        this.archives = archives;
    }

    List<String> command(Part part, String mainClass, List<String> jvmOptions, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        String classPath = classPath(part);
        command.addAll(JvmOptions.common());
        command.addAll(archives.options(part, classPath));
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(List.of(arguments));
        return command;
    }

    String classPath(Part part) {
        Path target = home.checkout().resolve(String.valueOf(MODULES.get(part))).resolve("target");
        try {
            String dependencies = Files.readString(target.resolve("classpath")).strip();
            return jar(target) + ":" + dependencies;
        } catch (IOException e) {
            throw new Complaint(
                    Complaint.Exit.FAILED,
                    part.label() + " is not built (" + target + "); './signalbox up' builds it.",
                    e);
        }
    }

    private static Path jar(Path target) throws IOException {
        try (var files = Files.list(target)) {
            return files.filter(file -> {
                        String name = String.valueOf(file.getFileName());
                        return name.endsWith(".jar")
                                && !name.contains("-exec")
                                && !name.contains("-tests")
                                && !name.startsWith("original-")
                                && !name.contains("-all");
                    })
                    .findFirst()
                    .orElseThrow(() -> new IOException("no jar in " + target));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
