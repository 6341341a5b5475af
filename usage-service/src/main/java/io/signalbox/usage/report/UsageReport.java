package io.signalbox.usage.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.signalbox.kit.api.ReportPeriod;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@code GET /api/usage}.
 *
 * @param groupBy as asked
 * @param totals of the whole period, whatever the lines are
 * @param items in the order of their keys
 * @param next the cursor of the next lines; null on the last
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record UsageReport(
        Period period,
        String groupBy,
        UsageFigures totals,
        List<Item> items,
        @Nullable String next) {
    /** The half-open span the figures are of. */
    public record Period(Instant from, Instant to, String timezone) {
        static Period of(ReportPeriod period) {
            return new Period(period.from(), period.to(), period.zone().getId());
        }
    }

    /**
     * One line.
     *
     * @param key the id, the model, the tag's value, the day or the hour; null for usage that has none
     * @param name what people call it, where we were told
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Item(
            @Nullable String key,
            @Nullable String name,
            @JsonUnwrapped UsageFigures figures) {}
}
