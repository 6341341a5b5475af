package io.signalbox.usage.report;

import io.signalbox.contracts.Money;
import io.signalbox.usage.rollup.Contribution;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The figures of one key in one currency, as they are added up before anything is divided. */
record FiguresRow(
        String key,
        String currency,
        Map<String, BigDecimal> sums,
        List<Long> histogram,
        @Nullable Instant lastUsed) {
    private static final List<String> COUNTS = List.of(
            "request_count",
            "attempt_count",
            "error_count",
            "cancelled_count",
            "unpriced_count",
            "token_count",
            "cost",
            "latency_count",
            "latency_micros");

    static FiguresRow of(ResultSet row, int number) throws SQLException {
        Map<String, BigDecimal> sums = new TreeMap<>();
        for (String measure : COUNTS) {
            sums.put(measure, row.getBigDecimal(measure));
        }
        for (String kind : Contribution.TOKEN_KINDS) {
            sums.put(kind, row.getBigDecimal(kind));
        }
        Timestamp lastUsed = row.getTimestamp("last_used");
        return new FiguresRow(
                row.getString("key"),
                row.getString("currency"),
                sums,
                List.of((Long[]) row.getArray("latency_histogram").getArray()),
                lastUsed == null ? null : lastUsed.toInstant());
    }

    /** The rows of one key, one per currency, as one. */
    static UsageFigures figures(List<FiguresRow> rows) {
        List<Money> costs = costs(rows);
        long attempts = sum(rows, "attempt_count").longValue();
        return new UsageFigures(
                sum(rows, "request_count").longValue(),
                attempts,
                sum(rows, "error_count").longValue(),
                sum(rows, "cancelled_count").longValue(),
                sum(rows, "unpriced_count").longValue(),
                sum(rows, "token_count").longValue(),
                sum(rows, "input_tokens").longValue(),
                sum(rows, "cached_input_tokens").longValue(),
                sum(rows, "cache_write_tokens").longValue(),
                sum(rows, "output_tokens").longValue(),
                sum(rows, "reasoning_tokens").longValue(),
                sum(rows, "audio_input_tokens").longValue(),
                sum(rows, "audio_output_tokens").longValue(),
                sum(rows, "image_input_tokens").longValue(),
                costs.size() == 1 ? costs.getFirst() : null,
                costs,
                averageLatency(rows),
                latencyP95(rows),
                attempts == 0 ? 0 : sum(rows, "error_count").doubleValue() / attempts,
                lastUsed(rows));
    }

    /** What cost nothing in one currency says nothing beside what cost something in another. */
    private static List<Money> costs(List<FiguresRow> rows) {
        List<Money> costs = new ArrayList<>();
        rows.stream()
                .filter(row -> !row.currency().isEmpty())
                .forEach(row -> costs.add(Money.plain(row.sum("cost"), row.currency())));
        if (costs.stream().anyMatch(cost -> cost.amount().signum() != 0)) {
            costs.removeIf(cost -> cost.amount().signum() == 0);
        }
        return costs.isEmpty()
                ? List.of()
                : List.copyOf(costs.stream().allMatch(FiguresRow::isZero) ? costs.subList(0, 1) : costs);
    }

    private static boolean isZero(Money cost) {
        return cost.amount().signum() == 0;
    }

    private static @Nullable Double averageLatency(List<FiguresRow> rows) {
        BigDecimal count = sum(rows, "latency_count");
        return count.signum() == 0
                ? null
                : sum(rows, "latency_micros")
                        .divide(count.multiply(BigDecimal.valueOf(1_000)), 3, RoundingMode.HALF_UP)
                        .doubleValue();
    }

    private static @Nullable Long latencyP95(List<FiguresRow> rows) {
        long count = sum(rows, "latency_count").longValue();
        long within = 0;
        for (int bucket = 0; count > 0 && bucket < Contribution.LATENCY_BUCKETS_MILLIS.size(); bucket++) {
            for (FiguresRow row : rows) {
                within += row.histogram().get(bucket);
            }
            if (within * 20 >= count * 19) {
                return Contribution.LATENCY_BUCKETS_MILLIS.get(bucket);
            }
        }
        return null;
    }

    private static @Nullable Instant lastUsed(List<FiguresRow> rows) {
        Instant last = null;
        for (FiguresRow row : rows) {
            Instant used = row.lastUsed();
            last = used == null || (last != null && last.isAfter(used)) ? last : used;
        }
        return last;
    }

    private static BigDecimal sum(List<FiguresRow> rows, String measure) {
        return rows.stream().map(row -> row.sum(measure)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal sum(String measure) {
        return sums.getOrDefault(measure, BigDecimal.ZERO);
    }
}
