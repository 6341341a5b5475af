package io.signalbox.adapter.wire;

import io.signalbox.adapter.HeaderLookup;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * How long a provider asks to wait: {@code retry-after-ms}, then {@code retry-after} as seconds or as an HTTP date, else
 * until the limit that is used up begins anew. A date is measured against the reply's own {@code date} where there is one, so that a clock that is wrong here makes
 * no difference.
 */
public final class WaitHint {
    /** The longest wait that is believed; whoever asks for more means "not today". */
    public static final Duration WAIT_MAX = Duration.ofDays(1);

    private final InstantSource clock;

    /** Reads with that clock for dates without a reference. */
    public WaitHint(InstantSource clock) {
        this.clock = clock;
    }

    /** The wait asked for, never negative and at most {@link #WAIT_MAX}; null when none was asked for. */
    public @Nullable Duration read(HeaderLookup headers) {
        Duration exact = number(headers.first("retry-after-ms"), 1);
        if (exact != null) {
            return exact;
        }
        String value = headers.first("retry-after");
        Duration seconds = seconds(value);
        if (seconds != null) {
            return seconds;
        }
        Duration until = until(date(value), headers);
        return until != null ? until : reset(headers);
    }

    private @Nullable Duration reset(HeaderLookup headers) {
        Instant now = date(headers.first("date"));
        Duration reset = LimitResets.longest(headers, now != null ? now : clock.instant());
        return reset == null ? null : bounded(reset);
    }

    /** A number of seconds, as a header or a provider's own field gives it; null for anything else. */
    public static @Nullable Duration seconds(@Nullable String text) {
        return number(text, 1_000);
    }

    private static @Nullable Duration number(@Nullable String text, long milliseconds) {
        if (text == null) {
            return null;
        }
        try {
            double value = Double.parseDouble(text.strip()) * milliseconds;
            return Double.isNaN(value) ? null : bounded(Duration.ofMillis((long) Math.ceil(value)));
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    private @Nullable Duration until(@Nullable Instant then, HeaderLookup headers) {
        if (then == null) {
            return null;
        }
        Instant reference = date(headers.first("date"));
        return bounded(Duration.between(reference != null ? reference : clock.instant(), then));
    }

    private static @Nullable Instant date(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip()));
        } catch (DateTimeException notADate) {
            return null;
        }
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(WAIT_MAX) > 0 ? WAIT_MAX : wait;
    }
}
