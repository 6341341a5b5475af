package io.signalbox.testkit.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Rules about files: sources, settings, the module's README. */
final class FileRules {
    private static final int SETTINGS_LINES_MAX = 40;
    private static final int README_LINES_MAX = 60;
    private static final int PACKAGE_FILES_MAX = 18;

    private static final Pattern UNFINISHED = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX|HA" + "CK)\\b");
    private static final Pattern SLEEPING = Pattern.compile("\\bThread\\.sl" + "eep\\(");
    private static final Pattern SKIPPED = Pattern.compile("@Dis" + "abled\\b(?!\\(\")");

    private FileRules() {}

    static List<String> violations(Path module) {
        List<String> violations = new ArrayList<>();
        sources(module).forEach(file -> check(module, file, violations));
        packages(module.resolve("src/main/java"), violations);
        lines(module.resolve("README.md"), README_LINES_MAX, violations);
        below(module.resolve("src/main/resources/config")).stream()
                .filter(file -> file.toString().endsWith(".yml"))
                .forEach(file -> lines(file, SETTINGS_LINES_MAX, violations));
        return violations;
    }

    private static List<Path> sources(Path module) {
        return below(module.resolve("src")).stream()
                .filter(file -> file.toString().matches(".*\\.(java|yml|sql|md)"))
                .toList();
    }

    private static void check(Path module, Path file, List<String> violations) {
        String text = text(file);
        String name = module.relativize(file).toString();
        if (UNFINISHED.matcher(text).find()) {
            violations.add(name + ": says that it is not finished");
        }
        if (SLEEPING.matcher(text).find()) {
            violations.add(name + ": sleeps instead of waiting for something");
        }
        if (SKIPPED.matcher(text).find()) {
            violations.add(name + ": a test is skipped and does not say why");
        }
    }

    /** Every package says in a sentence what it is, and is small enough for that to be true. */
    private static void packages(Path root, List<String> violations) {
        below(root).stream().filter(Files::isDirectory).forEach(directory -> {
            long files = javaFiles(directory);
            if (files > 0 && !Files.exists(directory.resolve("package-info.java"))) {
                violations.add(root.relativize(directory) + ": has no package-info.java");
            }
            if (files > PACKAGE_FILES_MAX) {
                violations.add(root.relativize(directory) + ": " + files + " files are more than one idea");
            }
        });
    }

    private static long javaFiles(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".java")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void lines(Path file, int max, List<String> violations) {
        if (Files.exists(file)) {
            long lines = text(file).lines().count();
            if (lines > max) {
                violations.add(file.getFileName() + ": " + lines + " lines, at most " + max);
            }
        }
    }

    static List<Path> below(Path root) {
        if (!Files.exists(root)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
