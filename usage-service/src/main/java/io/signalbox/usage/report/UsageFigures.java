package io.signalbox.usage.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.signalbox.contracts.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What usage came to. Attempts are what providers were asked, requests what callers asked: a request that needed two
 * attempts is one. Costs of different currencies are never added up.
 *
 * @param errorCount attempts that failed or were interrupted; what the caller cancelled is no error
 * @param unpricedCount attempts without a price until now: their cost is missing in {@code cost}, not zero
 * @param cost absent when nothing has a price yet, or when there is more than one currency
 * @param costs per currency
 * @param averageLatency milliseconds from opening to closing of attempts that succeeded; absent when none did
 * @param latencyP95 milliseconds that 95 % of them stayed within, rounded up to the next of a few steps; absent when
 *     none succeeded or more than 5 % took longer than the last step
 * @param errorRate errors per attempt, 0 when there was no attempt
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record UsageFigures(
        long requestCount,
        long attemptCount,
        long errorCount,
        long cancelledCount,
        long unpricedCount,
        long tokenCount,
        long inputTokens,
        long cachedInputTokens,
        long cacheWriteTokens,
        long outputTokens,
        long reasoningTokens,
        long audioInputTokens,
        long audioOutputTokens,
        long imageInputTokens,
        @Nullable Money cost,
        List<Money> costs,
        @Nullable Double averageLatency,
        @Nullable Long latencyP95,
        double errorRate,
        @Nullable Instant lastUsed) {}
