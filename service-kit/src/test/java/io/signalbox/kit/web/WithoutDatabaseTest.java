package io.signalbox.kit.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway has neither a database nor an event store on its class path; what it uses of the kit must start there. */
final class WithoutDatabaseTest {
    private static final Pattern DATABASE_JARS =
            Pattern.compile("axon|spring-jdbc|spring-tx|flyway|postgres|HikariCP", Pattern.CASE_INSENSITIVE);

    @TempDir
    Path directory;

    @Test
    void the_kit_starts_where_there_is_no_database_on_the_class_path() throws Exception {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !DATABASE_JARS
                        .matcher(Path.of(entry).getFileName().toString())
                        .find())
                .collect(Collectors.joining(File.pathSeparator));
        Path output = directory.resolve("output");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        Child.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            child.destroyForcibly();
        }
        assertThat(Files.readString(output)).contains("answered 200 and 401");
        assertThat(child.exitValue()).isZero();
    }

    /** Runs in the child. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws IOException {
            try (var service = new SampleService(Path.of(arguments[0]))) {
                System.out.println("answered "
                        + service.get("/api/who", service.user("developer")).status() + " and "
                        + service.get("/api/who", null).status());
            }
            System.exit(0);
        }
    }
}
