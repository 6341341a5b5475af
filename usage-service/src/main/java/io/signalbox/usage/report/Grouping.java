package io.signalbox.usage.report;

import io.signalbox.kit.problem.StandardRefusal;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a report has a line for: a dimension of usage, or the values of one tag.
 *
 * @param tag its name; absent unless the dimension is {@link Dimension#TAG}
 */
public record Grouping(Dimension dimension, @Nullable String tag) {
    private static final String PARAMETER = "groupBy";
    private static final String TAG_PREFIX = "tag:";

    /** The dimensions, by the word a caller says and the SQL that makes the line's key of a roll-up row. */
    public enum Dimension {
        CONFIGURATION("configuration", "configuration_id::text"),
        MODEL("model", "model"),
        USER("user", "user_id"),
        PROJECT(
                "project",
                "CASE WHEN project_id = '00000000-0000-0000-0000-000000000000' THEN ''" + " ELSE project_id::text END"),
        ACCESS_KEY("accessKey", "access_key_id::text"),
        DAY("day", "to_char(hour AT TIME ZONE :zone, 'YYYY-MM-DD')"),
        HOUR("hour", "to_char(date_trunc('hour', hour, 'UTC') AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"),
        TAG(TAG_PREFIX + "<name>", "tag_value");

        private final String word;
        private final String key;

        Dimension(String word, String key) {
            this.word = word;
            this.key = key;
        }

        /** The key's SQL; {@code :zone} is the report's time zone. */
        String key() {
            return key;
        }
    }

    /** By configuration when the caller names nothing. */
    public static Grouping parse(@Nullable String text) {
        if (text == null) {
            return new Grouping(Dimension.CONFIGURATION, null);
        }
        if (text.startsWith(TAG_PREFIX) && text.length() > TAG_PREFIX.length()) {
            return new Grouping(Dimension.TAG, text.substring(TAG_PREFIX.length()));
        }
        Optional<Dimension> named = Arrays.stream(Dimension.values())
                .filter(dimension -> dimension != Dimension.TAG && dimension.word.equals(text))
                .findFirst();
        return new Grouping(
                named.orElseThrow(() -> StandardRefusal.PARAMETER_INVALID.refusedAt(
                        PARAMETER, PARAMETER, "it must be one of " + words())),
                null);
    }

    /** As the caller says it. */
    public String text() {
        return tag == null ? dimension.word : TAG_PREFIX + tag;
    }

    private static String words() {
        return Arrays.stream(Dimension.values())
                .map(dimension -> dimension.word)
                .collect(Collectors.joining(", "));
    }
}
