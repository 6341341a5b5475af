package io.signalbox.usage.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.signalbox.contracts.Money;
import io.signalbox.usage.ledger.Attempt;
import io.signalbox.usage.ledger.LedgerEntry;
import io.signalbox.usage.ledger.Standing;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A ledger entry as lists and exports show it. Adding up {@code cost} over all entries of one currency gives the exact
 * total: adjustments carry the difference, and no tokens.
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record LedgerItem(
        UUID requestId,
        int attempt,
        int entryNo,
        String reason,
        Instant openedAt,
        Instant closedAt,
        boolean last,
        UUID configurationId,
        String providerType,
        @Nullable String route,
        String modelAsked,
        String modelSent,
        @Nullable String modelAnswered,
        String operation,
        boolean streamed,
        @Nullable String user,
        @Nullable UUID projectId,
        UUID accessKeyId,
        Map<String, String> tags,
        String outcome,
        @Nullable String failure,
        @Nullable Integer upstreamStatus,
        String tier,
        boolean estimated,
        Map<String, BigDecimal> meters,
        BigDecimal tokenCount,
        @Nullable Long firstTokenMicros,
        long durationMicros,
        String rating,
        @Nullable Money cost,
        List<UUID> priceIds,
        Instant ratedAt) {

    static LedgerItem of(LedgerEntry entry) {
        Attempt attempt = entry.attempt();
        Standing standing = entry.standing();
        return new LedgerItem(
                attempt.requestId(),
                attempt.attempt(),
                attempt.entryNo(),
                attempt.reason(),
                attempt.openedAt(),
                attempt.closedAt(),
                attempt.lastAttempt(),
                attempt.configurationId(),
                attempt.providerType(),
                attempt.route(),
                attempt.modelAsked(),
                attempt.modelSent(),
                attempt.modelAnswered(),
                attempt.operation(),
                attempt.streamed(),
                attempt.userId(),
                attempt.projectId(),
                attempt.accessKeyId(),
                attempt.tags(),
                attempt.outcome().name(),
                attempt.failure() == null ? null : attempt.failure().name(),
                attempt.upstreamStatus(),
                attempt.tier(),
                attempt.estimated(),
                attempt.meters(),
                attempt.tokenCount(),
                attempt.firstTokenMicros(),
                attempt.durationMicros(),
                standing.rating().name(),
                standing.cost() == null || standing.currency() == null
                        ? null
                        : Money.plain(standing.cost(), standing.currency()),
                standing.priceIds(),
                standing.ratedAt());
    }
}
