package io.signalbox.usage.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.signalbox.contracts.Money;
import io.signalbox.pricing.Rated.Line;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@code GET /api/requests/{id}}: one request with all its attempts, in order.
 *
 * @param outcome of the last attempt
 * @param cost of all attempts; absent while one has no price, or when there is more than one currency
 * @param costs per currency, of what has a price
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record RequestExplanation(
        UUID requestId,
        Instant openedAt,
        Instant closedAt,
        String operation,
        String dialect,
        boolean streamed,
        @Nullable String route,
        String modelAsked,
        @Nullable String user,
        @Nullable UUID projectId,
        @Nullable String projectName,
        UUID accessKeyId,
        @Nullable String accessKeyName,
        Map<String, String> tags,
        String outcome,
        long durationMicros,
        @Nullable Money cost,
        List<Money> costs,
        List<Attempt> attempts) {
    /**
     * One attempt at one target.
     *
     * @param cost as it stands now; absent without a price
     * @param costLines what makes it up: each meter with the price entry that was applied
     * @param entries everything that was ever entered for it: the original and its adjustments
     * @param routing why this target was called: what the strategies on the way to it decided, and what had failed or was
     *     left alone before; absent of records from before it was recorded
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Attempt(
            int attempt,
            boolean last,
            UUID configurationId,
            @Nullable String configurationName,
            String providerType,
            @Nullable UUID credentialId,
            String modelSent,
            @Nullable String modelAnswered,
            String outcome,
            @Nullable String failure,
            @Nullable Integer upstreamStatus,
            @Nullable String upstreamRequestId,
            String tier,
            boolean estimated,
            Instant openedAt,
            Instant closedAt,
            @Nullable Long firstTokenMicros,
            long durationMicros,
            Map<String, BigDecimal> meters,
            String rating,
            @Nullable Money cost,
            List<Money> costs,
            List<Line> costLines,
            @Nullable Money shownCost,
            List<Entry> entries,
            @Nullable String routing) {}

    /**
     * One row of the ledger.
     *
     * @param reason {@code ATTEMPT} for the original, else why there is an adjustment
     * @param cost of the original the cost, of an adjustment the difference
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Entry(
            int entryNo,
            String reason,
            String rating,
            @Nullable Money cost,
            List<UUID> priceIds,
            Instant ratedAt) {}
}
