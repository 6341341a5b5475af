package io.signalbox.usage.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.signalbox.contracts.Money;
import io.signalbox.kit.api.ReportPeriod;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@code GET /api/configurations/{id}/usage}.
 *
 * @param tokenCount of all kinds
 * @param costUSD exact, as text; null while nothing has a price
 * @param averageLatency milliseconds; null when no attempt succeeded
 * @param errorRate errors per attempt
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ConfigurationUsage(
        UUID configurationId,
        long requestCount,
        long tokenCount,
        @Nullable BigDecimal costUSD,
        long unpricedCount,
        @Nullable Double averageLatency,
        double errorRate,
        @Nullable Instant lastUsed,
        Instant periodStart,
        Instant periodEnd) {
    private static final String DOLLAR = "USD";

    static ConfigurationUsage of(UUID configurationId, ReportPeriod period, UsageFigures figures) {
        return new ConfigurationUsage(
                configurationId,
                figures.requestCount(),
                figures.tokenCount(),
                figures.costs().stream()
                        .filter(cost -> cost.currency().equals(DOLLAR))
                        .map(Money::amount)
                        .findFirst()
                        .orElse(null),
                figures.unpricedCount(),
                figures.averageLatency(),
                figures.errorRate(),
                figures.lastUsed(),
                period.from(),
                period.to());
    }
}
