package io.signalbox.kit.api;

import io.signalbox.kit.problem.RefusedException;
import io.signalbox.kit.problem.StandardRefusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A half-open span of time as reports name it: {@code today|yesterday|7d|30d|month|last_month|YYYY-MM|from/to}. Days
 * and months are those of {@code zone}. A controller method takes it as a parameter ({@code period}, {@code timezone}).
 */
public record ReportPeriod(Instant from, Instant to, ZoneId zone) {
    /** Used when the caller names none. */
    public static final String DEFAULT = "30d";

    private static final String PARAMETER = "period";
    private static final String ZONE_PARAMETER = "timezone";
    private static final String FORMS =
            "it must be one of today, yesterday, 7d, 30d, month, last_month, YYYY-MM, or from/to in RFC 3339";

    public ReportPeriod {
        if (!from.isBefore(to)) {
            throw refused("it must begin before it ends");
        }
    }

    /** Ends of periods that are not over are in the future: {@code today} ends at midnight, {@code 7d} with today. */
    public static ReportPeriod parse(@Nullable String period, @Nullable String timezone, Instant now) {
        ZoneId zone = zone(timezone);
        LocalDate today = LocalDate.ofInstant(now, zone);
        YearMonth month = YearMonth.from(today);
        String text = period == null ? DEFAULT : period;
        return switch (text) {
            case "today" -> days(today, today.plusDays(1), zone);
            case "yesterday" -> days(today.minusDays(1), today, zone);
            case "7d" -> days(today.minusDays(6), today.plusDays(1), zone);
            case "30d" -> days(today.minusDays(29), today.plusDays(1), zone);
            case "month" -> month(month, zone);
            case "last_month" -> month(month.minusMonths(1), zone);
            default -> named(text, zone);
        };
    }

    private static ReportPeriod named(String text, ZoneId zone) {
        try {
            int slash = text.indexOf('/');
            return slash < 0
                    ? month(YearMonth.parse(text), zone)
                    : new ReportPeriod(instant(text.substring(0, slash)), instant(text.substring(slash + 1)), zone);
        } catch (DateTimeException e) {
            throw refused(FORMS);
        }
    }

    private static Instant instant(String text) {
        // In a query a bare '+' arrives as a space.
        return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
    }

    private static ZoneId zone(@Nullable String timezone) {
        if (timezone == null) {
            return ZoneOffset.UTC;
        }
        try {
            return ZoneId.of(timezone);
        } catch (DateTimeException e) {
            throw StandardRefusal.PARAMETER_INVALID.refusedAt(
                    ZONE_PARAMETER, ZONE_PARAMETER, "it must be a zone like Europe/Berlin or UTC");
        }
    }

    private static ReportPeriod days(LocalDate from, LocalDate to, ZoneId zone) {
        return new ReportPeriod(
                from.atStartOfDay(zone).toInstant(), to.atStartOfDay(zone).toInstant(), zone);
    }

    private static ReportPeriod month(YearMonth month, ZoneId zone) {
        return days(month.atDay(1), month.plusMonths(1).atDay(1), zone);
    }

    private static RefusedException refused(String why) {
        return StandardRefusal.PARAMETER_INVALID.refusedAt(PARAMETER, PARAMETER, why);
    }
}
