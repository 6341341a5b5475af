package io.signalbox.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadTallyTest {
    private static final UUID REQUEST = UUID.fromString("01a1fcfc-f81f-761b-ac3f-2bfafc54bcc8");

    @TempDir
    Path directory;

    @Test
    void an_answer_that_is_not_the_upstream_s_is_wrong() throws Exception {
        try (LoadTally tally = tally()) {
            tally.answered(System.nanoTime(), System.nanoTime(), Answers.checksum(false), REQUEST.toString());
            tally.answered(System.nanoTime(), System.nanoTime(), Answers.checksum(false) + 1, REQUEST.toString());
            tally.closed();

            LoadResult result = tally.result();

            assertThat(result.requests()).isEqualTo(2);
            assertThat(result.wrong()).isEqualTo(1);
        }
    }

    @Test
    void every_answered_request_is_remembered() throws Exception {
        try (LoadTally tally = tally()) {
            tally.answered(System.nanoTime(), System.nanoTime(), Answers.checksum(false), REQUEST.toString());
        }

        assertThat(Files.size(directory.resolve("ids"))).isEqualTo(16);
    }

    private LoadTally tally() throws IOException {
        return new LoadTally(new LoadPlan(
                1, "secret", Dialect.OPENAI, 1024, false, 1, 1000, Answers.checksum(false), directory.resolve("ids")));
    }
}
