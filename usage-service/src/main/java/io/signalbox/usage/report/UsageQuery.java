package io.signalbox.usage.report;

import io.signalbox.kit.api.ReportPeriod;
import io.signalbox.usage.report.Grouping.Dimension;
import io.signalbox.usage.rollup.Contribution;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Adds usage up, inside the caller's tenant transaction. Whole hours come from the roll-ups; what a period has besides
 * comes from the ledger, as do the two questions the roll-ups have no columns for: a tag together with a filter, and
 * days of a time zone that does not begin them on a UTC hour (all zones begin them on a quarter).
 */
public final class UsageQuery {
    private static final int SECONDS_PER_HOUR = 3_600;
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    /** One line of a report. */
    record Line(String key, UsageFigures figures) {}

    private record Span(Instant from, Instant to) {
        Span {
            from = within(from);
            to = within(to);
        }

        boolean isEmpty() {
            return !from.isBefore(to);
        }
    }

    private final JdbcClient jdbc;

    public UsageQuery(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Everything in that period as one. */
    public UsageFigures totals(ReportPeriod period, UsageFilter filter) {
        String sql = """
                SELECT '' AS key, currency, %s FROM (%s) AS part GROUP BY currency ORDER BY currency
                """.formatted(Contribution.totals(), parts(period, null, filter));
        return FiguresRow.figures(
                jdbc.sql(sql).params(filter.parameters()).query(FiguresRow::of).list());
    }

    /** Whether that configuration was ever used. */
    public boolean everUsed(UUID configuration) {
        return jdbc.sql(
                        "SELECT EXISTS (SELECT FROM usage_read.usage_rollup_hour WHERE configuration_id = :configuration)")
                .param("configuration", configuration)
                .query(Boolean.class)
                .single();
    }

    /** Lines in the order of their keys, at most {@code limit}, those after {@code after} only. */
    List<Line> lines(ReportPeriod period, Grouping grouping, UsageFilter filter, @Nullable String after, int limit) {
        String sql = """
                WITH line AS (
                    SELECT (%s) COLLATE "C" AS key, currency, %s FROM (%s) AS part GROUP BY 1, 2
                ), page AS (
                    SELECT DISTINCT key FROM line WHERE CAST(:after AS text) IS NULL OR key > :after
                    ORDER BY key LIMIT :limit
                )
                SELECT line.* FROM line JOIN page USING (key) ORDER BY key, currency
                """.formatted(grouping.dimension().key(), Contribution.totals(), parts(period, grouping, filter));
        Map<String, @Nullable Object> parameters = new TreeMap<>(filter.parameters());
        parameters.put("after", after);
        parameters.put("limit", limit);
        parameters.put("tag", grouping.tag());
        parameters.put("zone", period.zone().getId());
        List<FiguresRow> rows =
                jdbc.sql(sql).params(parameters).query(FiguresRow::of).list();
        Map<String, List<FiguresRow>> byKey = new TreeMap<>();
        List<String> order = new ArrayList<>();
        for (FiguresRow row : rows) {
            byKey.computeIfAbsent(row.key(), key -> {
                        order.add(key);
                        return new ArrayList<>();
                    })
                    .add(row);
        }
        return order.stream()
                .map(key -> new Line(key, FiguresRow.figures(byKey.getOrDefault(key, List.of()))))
                .toList();
    }

    private static String parts(ReportPeriod period, @Nullable Grouping grouping, UsageFilter filter) {
        boolean tagged = grouping != null && grouping.dimension() == Dimension.TAG;
        boolean rolledUp = !(tagged && !filter.isEmpty()) && !cutsHours(period, grouping);
        Span whole = rolledUp ? wholeHours(period) : new Span(period.from(), period.from());
        List<String> parts = new ArrayList<>();
        if (!whole.isEmpty()) {
            parts.add("SELECT * FROM %s WHERE hour >= '%s' AND hour < '%s' AND %s"
                    .formatted(
                            tagged ? "usage_read.usage_rollup_tag_hour" : "usage_read.usage_rollup_hour",
                            whole.from(),
                            whole.to(),
                            tagged ? "tag = :tag" : filter.onRollup()));
        }
        for (Span rest : rests(period, whole)) {
            String source = "(SELECT * FROM ledger_entry WHERE opened_at >= '%s' AND opened_at < '%s' AND %s) AS e"
                    .formatted(rest.from(), rest.to(), filter.onLedger());
            parts.add(
                    tagged
                            ? "SELECT * FROM (%s) AS tagged WHERE tag = :tag".formatted(Contribution.tagged(source))
                            : "SELECT * FROM (%s) AS hourly".formatted(Contribution.quarterHourly(source)));
        }
        return String.join(" UNION ALL ", parts);
    }

    private static List<Span> rests(ReportPeriod period, Span whole) {
        List<Span> rests = whole.isEmpty()
                ? List.of(new Span(period.from(), period.to()))
                : List.of(new Span(period.from(), whole.from()), new Span(whole.to(), period.to()));
        return rests.stream().filter(rest -> !rest.isEmpty()).toList();
    }

    private static Span wholeHours(ReportPeriod period) {
        Instant first = period.from().truncatedTo(ChronoUnit.HOURS);
        return new Span(
                first.equals(period.from()) ? first : first.plus(1, ChronoUnit.HOURS),
                period.to().truncatedTo(ChronoUnit.HOURS));
    }

    /** Offsets are asked for at both ends: a zone does not change by half an hour and back within a report. */
    private static boolean cutsHours(ReportPeriod period, @Nullable Grouping grouping) {
        return grouping != null
                && grouping.dimension() == Dimension.DAY
                && (offset(period, period.from()) % SECONDS_PER_HOUR != 0
                        || offset(period, period.to()) % SECONDS_PER_HOUR != 0);
    }

    private static int offset(ReportPeriod period, Instant at) {
        return period.zone().getRules().getOffset(at).getTotalSeconds();
    }

    /** A moment no ledger reaches is as good as any other, and one the database can read. */
    private static Instant within(Instant at) {
        return at.isBefore(EARLIEST) ? EARLIEST : at.isAfter(LATEST) ? LATEST : at;
    }
}
