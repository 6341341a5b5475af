package io.signalbox.adapter.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long each provider asks to wait, in its own way of saying it. */
class WaitHintTest {
    private static final WaitHint HINT = new WaitHint(() -> Instant.parse("2026-11-26T12:00:00Z"));

    private static @Nullable Duration wait(String... namesAndValues) {
        Map<String, String> headers = new HashMap<>();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            headers.put(namesAndValues[at], namesAndValues[at + 1]);
        }
        return HINT.read(headers::get);
    }

    @ParameterizedTest
    @CsvSource({
        "retry-after-ms, 250, PT0.25S",
        "retry-after, 7, PT7S",
        "retry-after, 0.5, PT0.5S",
        "retry-after, 'Thu, 26 Nov 2026 12:00:30 GMT', PT30S",
        "retry-after, 99999999, PT24H",
        "retry-after, 'Thu, 26 Nov 2026 11:00:00 GMT', PT0S",
        "retry-after, soon,",
    })
    void what_is_said_for_that_purpose_counts(String name, String value, @Nullable Duration wait) {
        assertThat(wait(name, value)).isEqualTo(wait);
    }

    @ParameterizedTest
    @CsvSource({
        "x-ratelimit-remaining-requests, x-ratelimit-reset-requests, 1s, PT1S",
        "x-ratelimit-remaining-tokens, x-ratelimit-reset-tokens, 6m0s, PT6M",
        "x-ratelimit-remaining-tokens, x-ratelimit-reset-tokens, 1h2m3s, PT1H2M3S",
        "x-ratelimit-remaining-tokens, x-ratelimit-reset-tokens, 12ms, PT0.012S",
        "x-ratelimit-remaining-tokens, x-ratelimit-reset-tokens, 2m59.56s, PT2M59.56S",
        "x-ratelimit-remaining-tokens, x-ratelimit-reset-tokens, 17, PT17S",
        "anthropic-ratelimit-input-tokens-remaining, anthropic-ratelimit-input-tokens-reset, 2026-11-26T12:00:09Z, PT9S",
        "x-ratelimit-remaining, x-ratelimit-reset, 1795694405000, PT5S",
        "x-ratelimit-remaining, x-ratelimit-reset, 1795694405, PT5S",
        "x-ratelimit-remaining, x-ratelimit-reset, nonsense,",
    })
    void else_the_limit_that_is_used_up_says_when_it_begins_anew(
            String remaining, String reset, String value, @Nullable Duration wait) {
        assertThat(wait(remaining, "0", reset, value)).isEqualTo(wait);
    }

    @Test
    void a_limit_with_something_left_is_not_waited_for() {
        assertThat(wait("x-ratelimit-remaining-requests", "3", "x-ratelimit-reset-requests", "1h"))
                .isNull();
    }

    @Test
    void of_several_limits_that_are_used_up_the_last_counts() {
        assertThat(wait(
                        "x-ratelimit-remaining-requests",
                        "0",
                        "x-ratelimit-reset-requests",
                        "8s",
                        "x-ratelimit-remaining-tokens",
                        "0",
                        "x-ratelimit-reset-tokens",
                        "2s"))
                .isEqualTo(Duration.ofSeconds(8));
    }
}
