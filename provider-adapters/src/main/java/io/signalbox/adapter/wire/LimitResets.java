package io.signalbox.adapter.wire;

import io.signalbox.adapter.HeaderLookup;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When the limits that are used up begin anew, as providers say it beside or instead of {@code retry-after}: OpenAI's and
 * Groq's {@code x-ratelimit-reset-tokens: 6m0s}, Azure's number of seconds, Anthropic's {@code
 * anthropic-ratelimit-input-tokens-reset} as a date, OpenRouter's {@code x-ratelimit-reset} in milliseconds since 1970. A
 * limit with something remaining is not the one that refused.
 */
final class LimitResets {
    private record Limit(String remaining, String reset) {}

    private static final List<Limit> LIMITS = List.of(
            new Limit("x-ratelimit-remaining-requests", "x-ratelimit-reset-requests"),
            new Limit("x-ratelimit-remaining-tokens", "x-ratelimit-reset-tokens"),
            new Limit("x-ratelimit-remaining", "x-ratelimit-reset"),
            new Limit("anthropic-ratelimit-requests-remaining", "anthropic-ratelimit-requests-reset"),
            new Limit("anthropic-ratelimit-tokens-remaining", "anthropic-ratelimit-tokens-reset"),
            new Limit("anthropic-ratelimit-input-tokens-remaining", "anthropic-ratelimit-input-tokens-reset"),
            new Limit("anthropic-ratelimit-output-tokens-remaining", "anthropic-ratelimit-output-tokens-reset"));

    private static final Pattern SPAN = Pattern.compile(
            "(?:(\\d+)h)?(?:(\\d+)m(?!s))?(?:(\\d+(?:\\.\\d+)?)s)?(?:(\\d+(?:\\.\\d+)?)ms)?", Pattern.CASE_INSENSITIVE);
    private static final double MILLIS_SINCE_1970 = 1e12;
    private static final double SECONDS_SINCE_1970 = 1e9;

    private LimitResets() {}

    /** Until the last of the limits that are used up begins anew; null when none says so. */
    static @Nullable Duration longest(HeaderLookup headers, Instant now) {
        Duration longest = null;
        for (Limit limit : LIMITS) {
            String reset = headers.first(limit.reset());
            Duration wait = reset == null || !isNothing(headers.first(limit.remaining())) ? null : wait(reset, now);
            longest = wait != null && (longest == null || wait.compareTo(longest) > 0) ? wait : longest;
        }
        return longest;
    }

    private static boolean isNothing(@Nullable String remaining) {
        Double left = remaining == null ? null : number(remaining);
        return left != null && left <= 0;
    }

    private static @Nullable Duration wait(String text, Instant now) {
        String value = text.strip();
        Double number = number(value);
        if (number != null) {
            return number > MILLIS_SINCE_1970
                    ? Duration.between(now, Instant.ofEpochMilli(number.longValue()))
                    : number > SECONDS_SINCE_1970
                            ? Duration.between(now, Instant.ofEpochSecond(number.longValue()))
                            : millis(number * 1_000);
        }
        Matcher span = SPAN.matcher(value);
        return !value.isEmpty() && span.matches() ? sum(span) : until(value, now);
    }

    private static Duration sum(Matcher span) {
        double[] unitMillis = {3_600_000, 60_000, 1_000, 1};
        double total = 0;
        for (int unit = 0; unit < unitMillis.length; unit++) {
            String amount = span.group(unit + 1);
            total += amount == null ? 0 : Double.parseDouble(amount) * unitMillis[unit];
        }
        return millis(total);
    }

    private static Duration millis(double millis) {
        return Duration.ofMillis((long) Math.ceil(millis));
    }

    private static @Nullable Duration until(String date, Instant now) {
        try {
            return Duration.between(now, Instant.parse(date));
        } catch (DateTimeException notADate) {
            return null;
        }
    }

    private static @Nullable Double number(String text) {
        try {
            double value = Double.parseDouble(text.strip());
            return Double.isNaN(value) ? null : value;
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }
}
