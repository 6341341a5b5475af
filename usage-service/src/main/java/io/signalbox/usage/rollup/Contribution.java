package io.signalbox.usage.rollup;

import io.signalbox.contracts.usage.Meter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What ledger entries add to the roll-ups, as SQL over any source that has the ledger's columns. The only definition
 * there is: new entries are added by it, a rebuild uses it over the whole ledger, and a report over the part of a period
 * that is not made of whole hours. So the three cannot differ.
 *
 * <p>An original entry counts; an adjustment only moves money and the number of attempts without a price. A request is
 * counted where its first attempt went: every request has exactly one first attempt, while one that ends between two
 * attempts (the caller leaves, time runs out, nobody else can be asked) has none that was known to be its last.
 */
public final class Contribution {
    /** Upper ends of the latency buckets, in milliseconds; one more bucket holds what is slower. */
    public static final List<Long> LATENCY_BUCKETS_MILLIS =
            List.of(100L, 250L, 500L, 1_000L, 2_500L, 5_000L, 10_000L, 30_000L);

    /** The kinds of token that have a column of their own; the total counts every meter that ends in {@code _tokens}. */
    public static final List<String> TOKEN_KINDS = Stream.of(
                    Meter.INPUT_TOKENS,
                    Meter.CACHED_INPUT_TOKENS,
                    Meter.CACHE_WRITE_TOKENS,
                    Meter.OUTPUT_TOKENS,
                    Meter.REASONING_TOKENS,
                    Meter.AUDIO_INPUT_TOKENS,
                    Meter.AUDIO_OUTPUT_TOKENS,
                    Meter.IMAGE_INPUT_TOKENS)
            .map(Meter::wire)
            .toList();

    private static final List<String> SUMMED = Stream.of(
                    Stream.of(
                            "request_count",
                            "attempt_count",
                            "error_count",
                            "cancelled_count",
                            "unpriced_count",
                            "token_count"),
                    TOKEN_KINDS.stream(),
                    Stream.of("cost", "latency_count", "latency_micros"))
            .flatMap(names -> names)
            .toList();

    private static final String HOURLY_KEY =
            "tenant, hour, configuration_id, model, user_id, project_id, access_key_id, currency";

    private static final String TAGGED_KEY = "tenant, hour, tag, tag_value, currency";

    private static final String HOUR = "date_trunc('hour', e.opened_at, 'UTC') AS hour";

    private static final String QUARTER = "date_bin('15 minutes', e.opened_at, '2000-01-01T00:00:00Z') AS hour";

    private static final String CURRENCY = "coalesce(e.currency, '') AS currency";

    private Contribution() {}

    /** Rows of {@code usage_rollup_hour} that the entries of {@code source} (aliased {@code e}) come to. */
    public static String hourly(String source) {
        return perDimensions(HOUR, source);
    }

    /** The same in columns of the same names, per quarter of an hour: as fine as any time zone needs. */
    public static String quarterHourly(String source) {
        return perDimensions(QUARTER, source);
    }

    private static String perDimensions(String moment, String source) {
        return """
                SELECT e.tenant, %s, e.configuration_id, e.model_sent AS model, coalesce(e.user_id, '') AS user_id,
                    coalesce(e.project_id, '00000000-0000-0000-0000-000000000000') AS project_id, e.access_key_id,
                    %s, %s
                FROM %s
                GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
                """.formatted(moment, CURRENCY, measures(), source);
    }

    /** Rows of {@code usage_rollup_tag_hour} that the entries of {@code source} (aliased {@code e}) come to. */
    public static String tagged(String source) {
        return """
                SELECT e.tenant, %s, t.key AS tag, t.value AS tag_value, %s, %s
                FROM %s CROSS JOIN LATERAL jsonb_each_text(e.tags) AS t
                GROUP BY 1, 2, 3, 4, 5
                """.formatted(HOUR, CURRENCY, measures(), source);
    }

    /** Adds what {@code source} comes to; in the order of the key, so that two writers never wait for each other. */
    public static String addHourly(String source) {
        return add("usage_read.usage_rollup_hour", HOURLY_KEY, hourly(source));
    }

    /** As {@link #addHourly}, per tag. */
    public static String addTagged(String source) {
        return add("usage_read.usage_rollup_tag_hour", TAGGED_KEY, tagged(source));
    }

    /** The measures summed over roll-up rows, as columns of the same names; for reports. */
    public static String totals() {
        return SUMMED.stream()
                        .map(measure -> "coalesce(sum(%s), 0) AS %s".formatted(measure, measure))
                        .collect(Collectors.joining(", "))
                + ", usage_read.sum_counts(latency_histogram) AS latency_histogram, max(last_used) AS last_used";
    }

    private static String add(String table, String key, String contribution) {
        String sums = SUMMED.stream()
                .map(measure -> "%s = rollup.%s + excluded.%s".formatted(measure, measure, measure))
                .collect(Collectors.joining(", "));
        return """
                INSERT INTO %s AS rollup
                    (%s, %s, latency_histogram, last_used)
                SELECT * FROM (%s) AS contribution ORDER BY %s
                ON CONFLICT (%s) DO UPDATE SET %s,
                    latency_histogram = usage_read.add_counts(rollup.latency_histogram, excluded.latency_histogram),
                    last_used = greatest(rollup.last_used, excluded.last_used)
                """.formatted(table, key, String.join(", ", SUMMED), contribution, key, key, sums);
    }

    private static String measures() {
        return """
                count(*) FILTER (WHERE e.entry_no = 0 AND e.attempt = 1) AS request_count,
                count(*) FILTER (WHERE e.entry_no = 0) AS attempt_count,
                count(*) FILTER (WHERE e.entry_no = 0 AND e.outcome IN ('FAILED', 'INTERRUPTED')) AS error_count,
                count(*) FILTER (WHERE e.entry_no = 0 AND e.outcome = 'CANCELLED') AS cancelled_count,
                sum(e.unpriced_change) AS unpriced_count,
                sum(e.token_count) AS token_count,
                %s,
                coalesce(sum(e.cost), 0) AS cost,
                count(*) FILTER (WHERE %s) AS latency_count,
                coalesce(sum(e.duration_micros) FILTER (WHERE %s), 0) AS latency_micros,
                ARRAY[%s] AS latency_histogram,
                max(e.opened_at) AS last_used""".formatted(tokens(), TIMED, TIMED, histogram());
    }

    /** Latency is that of answers: a refusal within a millisecond would make a broken provider look fast. */
    private static final String TIMED = "e.entry_no = 0 AND e.outcome = 'SUCCEEDED'";

    private static String tokens() {
        return TOKEN_KINDS.stream()
                .map(kind -> "coalesce(sum((e.meters ->> '%s')::numeric), 0) AS %s".formatted(kind, kind))
                .collect(Collectors.joining(", "));
    }

    private static String histogram() {
        String ends = LATENCY_BUCKETS_MILLIS.stream()
                .map(millis -> String.format(Locale.ROOT, "%d", millis * 1_000))
                .collect(Collectors.joining(", "));
        return IntStream.rangeClosed(0, LATENCY_BUCKETS_MILLIS.size())
                .mapToObj(bucket ->
                        "count(*) FILTER (WHERE %s AND width_bucket(e.duration_micros, ARRAY[%s]::bigint[]) = %d)"
                                .formatted(TIMED, ends, bucket))
                .collect(Collectors.joining(", "));
    }
}
