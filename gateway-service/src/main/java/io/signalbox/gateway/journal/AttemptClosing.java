package io.signalbox.gateway.journal;

import io.signalbox.contracts.Money;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.contracts.usage.Outcome;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How an attempt ended. Fields as in the usage record. */
public record AttemptClosing(
        boolean last,
        Outcome outcome,
        @Nullable FailureKind failure,
        @Nullable Integer upstreamStatus,
        @Nullable String upstreamRequestId,
        @Nullable String modelAnswered,
        String tier,
        Map<String, BigDecimal> meters,
        boolean estimated,
        Instant closedAt,
        @Nullable Long firstTokenMicros,
        long durationMicros,
        List<UUID> priceIds,
        @Nullable Money shownCost) {
    public AttemptClosing {
        if ((failure == null) != (outcome == Outcome.SUCCEEDED)) {
            throw new IllegalArgumentException("an attempt has a failure exactly when it did not succeed");
        }
    }
}
