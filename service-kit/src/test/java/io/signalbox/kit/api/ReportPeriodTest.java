package io.signalbox.kit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.kit.problem.RefusedException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReportPeriodTest {
    /** In Berlin it is already the next day, and the next month. */
    private static final Instant NOW = Instant.parse("2026-03-31T22:30:00Z");

    @ParameterizedTest
    @CsvSource({
        "today,      UTC,           2026-03-31T00:00:00Z, 2026-04-01T00:00:00Z",
        "today,      Europe/Berlin, 2026-03-31T22:00:00Z, 2026-04-01T22:00:00Z",
        "yesterday,  UTC,           2026-03-30T00:00:00Z, 2026-03-31T00:00:00Z",
        "7d,         UTC,           2026-03-25T00:00:00Z, 2026-04-01T00:00:00Z",
        "30d,        UTC,           2026-03-02T00:00:00Z, 2026-04-01T00:00:00Z",
        "month,      UTC,           2026-03-01T00:00:00Z, 2026-04-01T00:00:00Z",
        "month,      Europe/Berlin, 2026-03-31T22:00:00Z, 2026-04-30T22:00:00Z",
        "last_month, UTC,           2026-02-01T00:00:00Z, 2026-03-01T00:00:00Z",
        "2025-12,    UTC,           2025-12-01T00:00:00Z, 2026-01-01T00:00:00Z",
        "2026-01-01T00:00:00Z/2026-01-01T01:00:00+00:30, UTC, 2026-01-01T00:00:00Z, 2026-01-01T00:30:00Z",
    })
    void a_period_is_half_open_in_its_zone(String period, String zone, Instant from, Instant to) {
        ReportPeriod parsed = ReportPeriod.parse(period, zone, NOW);
        assertThat(parsed.from()).isEqualTo(from);
        assertThat(parsed.to()).isEqualTo(to);
    }

    @Test
    void a_day_on_which_the_clock_changes_has_another_length() {
        Instant now = Instant.parse("2026-03-29T12:00:00Z");
        ReportPeriod day = ReportPeriod.parse("today", "Europe/Berlin", now);
        assertThat(Duration.between(day.from(), day.to()).toHours()).isEqualTo(23);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "tomorrow", "2026", "2026-13", "a/b", "2026-01-02T00:00:00Z/2026-01-01T00:00:00Z", "x/"})
    void what_is_no_period_is_refused(String period) {
        assertThatThrownBy(() -> ReportPeriod.parse(period, null, NOW)).isInstanceOf(RefusedException.class);
    }
}
