package io.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documentation says is shown by a test has that test. */
class PromisesTest {
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

    @Test
    void each_test_that_is_named_exists() throws IOException {
        String promises = Files.readString(Path.of("../docs/what-must-not-happen.md"));
        List<Path> tests = tests();

        List<MatchResult> named = NAMED.matcher(promises).results().toList();

        assertThat(named)
                .isNotEmpty()
                .allSatisfy(test -> assertThat(tests)
                        .as(test.group())
                        .anyMatch(file -> file.endsWith(test.group(1) + ".java") && has(file, test.group(2))));
    }

    private static List<Path> tests() throws IOException {
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            return modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .flatMap(PromisesTest::below)
                    .toList();
        }
    }

    private static Stream<Path> below(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean has(Path file, String method) {
        try {
            return Files.readString(file).contains("void " + method + "(");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
