package io.signalbox.testkit.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A table under {@code docs/generated/refusals} that a test keeps true: it fails when what is committed differs from what
 * was seen, and writes it anew with {@code -Drefusals.write=true}.
 */
public final class CommittedTable {
    private static final boolean WRITE = Boolean.getBoolean("refusals.write");

    private CommittedTable() {}

    public static void compare(String name, String now) {
        compareDocument("refusals/" + name, now);
    }

    /** The same of any document under {@code docs/generated}, named without its ending. */
    public static void compareDocument(String name, String now) {
        Path committed = Path.of("..", "docs", "generated", name + ".md");
        try {
            if (WRITE) {
                Files.createDirectories(committed.getParent());
                Files.writeString(committed, now);
            }
            assertThat(now)
                    .as("the table in %s; write it anew with -Drefusals.write=true and read the difference", committed)
                    .isEqualTo(Files.exists(committed) ? Files.readString(committed) : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
