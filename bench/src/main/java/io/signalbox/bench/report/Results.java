package io.signalbox.bench.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps what was measured: always in {@code target}, and in {@code RESULTS.md} between the marks of its name when asked. */
public final class Results {
    private final Path module;

    public Results(Path checkout) {
        this.module = checkout.resolve("bench");
    }

    public void keep(String name, String section, boolean record) {
        try {
            Files.writeString(
                    Files.createDirectories(module.resolve("target/results")).resolve(name + ".md"), section);
            if (record) {
                Path file = module.resolve("RESULTS.md");
                Files.writeString(file, replaced(Files.readString(file), name, section));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String replaced(String page, String name, String section) {
        String begin = "<!-- begin " + name + " -->\n";
        String end = "<!-- end " + name + " -->";
        int from = page.indexOf(begin);
        int to = page.indexOf(end);
        if (from < 0 || to < from) {
            throw new IllegalStateException("RESULTS.md has no place for " + name + ": " + begin + end);
        }
        return page.substring(0, from + begin.length()) + section + page.substring(to);
    }
}
