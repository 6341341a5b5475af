package io.signalbox.gateway.journal.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A killed process loses nothing that was closed, nothing arrives with two different ends, and what nobody was given
 * did not succeed.
 */
class JournalKillTest {
    private static final int ROUNDS = 4;

    @TempDir
    Path directory;

    @Test
    void nothing_closed_is_lost_and_everything_opened_has_exactly_one_end_after_kills() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Set<String> opened = new HashSet<>();
        Set<String> closed = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            runAndKill(2_000 + random.nextInt(6_000), opened, closed);
        }
        drainTheRest();

        Map<String, String> ends = delivered();
        assertThat(closed).as("seed %d", seed).isNotEmpty();
        assertThat(ends.keySet()).as("seed %d", seed).containsAll(opened);
        assertThat(ends).as("seed %d", seed).allSatisfy((request, body) -> {
            if (closed.contains(request)) {
                assertThat(body).containsAnyOf("SUCCEEDED", "GATEWAY_LOST").contains("\"output_tokens\":\"100\"");
            } else {
                assertThat(body).contains("GATEWAY_LOST");
            }
        });
        assertThat(ends.values()).as("seed %d", seed).anyMatch(body -> body.contains("GATEWAY_LOST"));
    }

    private void runAndKill(int lines, Set<String> opened, Set<String> closed) throws IOException {
        Process victim = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        JournalVictim.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(victim.getInputStream(), StandardCharsets.US_ASCII))) {
            int read = 0;
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                boolean whole = line.length() == "opened ".length() + 36;
                if (whole) {
                    (line.startsWith("opened ") ? opened : closed).add(line.substring("opened ".length()));
                }
                if (++read == lines) {
                    // By its handle: the process object would close the pipe with lines still in it.
                    victim.toHandle().destroyForcibly();
                }
            }
            assertThat(read).isGreaterThanOrEqualTo(lines);
        } finally {
            victim.destroyForcibly();
        }
    }

    private void drainTheRest() throws IOException {
        try (FileJournal journal = FileJournal.open(JournalVictim.properties(directory), tenant -> false);
                Drain drain = new Drain(
                        journal.log(), () -> new JournalVictim.FileSink(directory.resolve("delivered")), 50)) {
            drain.start();
            await().untilAsserted(
                            () -> assertThat(journal.log().unacknowledged()).isZero());
        }
    }

    /** Kafka may get an end again after a kill, but never another end for the same attempt. */
    private Map<String, String> delivered() throws IOException {
        Map<String, String> ends = new HashMap<>();
        for (String line : Files.readAllLines(directory.resolve("delivered"), UTF_8)) {
            int blank = line.indexOf(' ');
            if (!line.endsWith("}")) {
                continue;
            }
            String earlier = ends.put(line.substring(0, blank), line.substring(blank + 1));
            assertThat(earlier).isIn(null, line.substring(blank + 1));
        }
        return ends;
    }
}
