package io.signalbox.gateway.selection;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.gateway.selection.FailureRemedy.Blame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every kind of failure leads to, as one table under {@code docs/generated}: it fails when what is committed differs,
 * and writes it anew with {@code -Dfailures.write=true}.
 */
class FailureTableTest {
    private static final Path COMMITTED = Path.of("..", "docs", "generated", "failures.md");

    private static String table() {
        List<String> lines = new ArrayList<>(List.of(
                "# What a failure leads to",
                "",
                "Written by `FailureTableTest` from `FailureRemedy`; do not edit. How a target and its keys stand afterwards, and how",
                "they come back: [failover](../failover.md). Nothing here happens after the first content has reached the caller.",
                "",
                "| failure | same target, same key, a little later | same target, another key, at once | another target | held against |",
                "|---|---|---|---|---|"));
        Arrays.stream(FailureKind.values()).map(FailureTableTest::row).forEach(lines::add);
        return String.join("\n", lines) + "\n";
    }

    private static String row(FailureKind kind) {
        FailureRemedy remedy = FailureRemedy.of(kind);
        return "| `" + kind + "` | " + word(remedy.again()) + " | " + word(remedy.otherKey()) + " | "
                + word(remedy.elsewhere()) + " | " + words(remedy.blame()) + " |";
    }

    private static String word(boolean truth) {
        return truth ? "yes" : "–";
    }

    private static String words(Blame blame) {
        return switch (blame) {
            case NOBODY -> "nobody";
            case TARGET -> "the target: enough of these put it out until a probe works";
            case LIMIT -> "the key, for this model: it cools down until the time that was named";
            case ACCOUNT -> "the key, for all models: it is left alone for a minute, and somebody is told";
            case CREDENTIAL -> "the key, in this version: it is not used again, and somebody is told";
        };
    }

    @Test
    void the_committed_table_is_what_the_gateway_does() throws IOException {
        String now = table();
        if (Boolean.getBoolean("failures.write")) {
            Files.writeString(COMMITTED, now);
        }

        assertThat(now)
                .as("the table in %s; write it anew with -Dfailures.write=true and read the difference", COMMITTED)
                .isEqualTo(Files.exists(COMMITTED) ? Files.readString(COMMITTED) : "");
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureKind.class,
            names = {
                "INVALID_REQUEST",
                "CONTEXT_OVERFLOW",
                "CONTENT_FILTERED",
                "REQUEST_TOO_LARGE",
                "UNSUPPORTED",
                "MODEL_NOT_FOUND",
                "FORBIDDEN"
            })
    void a_request_that_does_not_fit_is_never_sent_to_the_same_target_again_with_whatever_key(FailureKind kind) {
        FailureRemedy remedy = FailureRemedy.of(kind);

        assertThat(remedy.again()).isFalse();
        assertThat(remedy.otherKey()).isFalse();
        assertThat(remedy.blame()).isEqualTo(Blame.NOBODY);
    }

    @ParameterizedTest
    @EnumSource
    void what_helps_nowhere_is_given_up(FailureKind kind) {
        FailureRemedy remedy = FailureRemedy.of(kind);

        assertThat(remedy.elsewhere() || !remedy.again())
                .as("whoever may be asked again may be replaced")
                .isTrue();
    }
}
