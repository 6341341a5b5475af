package io.signalbox.usage.ledger;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;

/**
 * A later entry of an attempt: the difference a new price makes, and how the attempt stands after it. It uses nothing,
 * so its meters are empty; both the original and every adjustment stay visible.
 *
 * @param entryNo one above the attempt's last entry; the key lets one of two equal adjustments in
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Adjustment(
        UUID requestId,
        int attempt,
        int entryNo,
        Reason reason,
        Map<String, BigDecimal> meters,
        BigDecimal tokenCount,
        @JsonUnwrapped Standing standing) {
    /** Why there is an adjustment. */
    public enum Reason {
        PRICE_ARRIVED,
        PRICE_CORRECTED
    }

    public Adjustment(UUID requestId, int attempt, int entryNo, Reason reason, Standing standing) {
        this(requestId, attempt, entryNo, reason, Map.of(), BigDecimal.ZERO, standing);
    }
}
