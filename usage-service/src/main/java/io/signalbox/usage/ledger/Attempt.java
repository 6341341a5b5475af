package io.signalbox.usage.ledger;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.contracts.usage.Outcome;
import io.signalbox.contracts.usage.UsageRecordEvent.UsageRecorded;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the gateway recorded of an attempt, by the names the ledger's columns have. */
@JsonNaming(SnakeCaseStrategy.class)
public record Attempt(
        String tenant,
        UUID requestId,
        int attempt,
        int entryNo,
        String reason,
        boolean lastAttempt,
        @Nullable UUID projectId,
        @Nullable String userId,
        UUID accessKeyId,
        Map<String, String> tags,
        String operation,
        String dialect,
        boolean streamed,
        @Nullable String route,
        String modelAsked,
        UUID configurationId,
        String providerType,
        @Nullable UUID credentialId,
        String modelSent,
        @Nullable String modelAnswered,
        Outcome outcome,
        @Nullable FailureKind failure,
        @Nullable Integer upstreamStatus,
        @Nullable String upstreamRequestId,
        String tier,
        Map<String, BigDecimal> meters,
        BigDecimal tokenCount,
        boolean estimated,
        Instant openedAt,
        Instant closedAt,
        @Nullable Long firstTokenMicros,
        long durationMicros,
        @Nullable BigDecimal shownCost,
        @Nullable String shownCurrency,
        List<UUID> shownPriceIds,
        @Nullable String routing) {
    static Attempt of(UsageRecorded record) {
        return new Attempt(
                record.tenant().value(),
                record.requestId(),
                record.attempt(),
                0,
                "ATTEMPT",
                record.last(),
                record.projectId(),
                record.user(),
                record.accessKeyId(),
                record.tags(),
                record.operation(),
                record.dialect(),
                record.streamed(),
                record.route(),
                record.modelAsked(),
                record.configurationId(),
                record.providerType(),
                record.credentialId(),
                record.modelSent(),
                record.modelAnswered(),
                record.outcome(),
                record.failure(),
                record.upstreamStatus(),
                record.upstreamRequestId(),
                record.tier(),
                record.meters(),
                tokens(record.meters()),
                record.estimated(),
                openedAt(record),
                record.closedAt().truncatedTo(ChronoUnit.MICROS),
                record.firstTokenMicros(),
                record.durationMicros(),
                record.shownCost() == null ? null : record.shownCost().amount(),
                record.shownCost() == null ? null : record.shownCost().currency(),
                record.priceIds(),
                record.routing());
    }

    /** The moment whose price holds, as the ledger can store it: rating again must see what rating first saw. */
    public static Instant openedAt(UsageRecorded record) {
        return record.openedAt().truncatedTo(ChronoUnit.MICROS);
    }

    private static BigDecimal tokens(Map<String, BigDecimal> meters) {
        return meters.entrySet().stream()
                .filter(meter -> meter.getKey().endsWith("_tokens"))
                .map(Map.Entry::getValue)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
