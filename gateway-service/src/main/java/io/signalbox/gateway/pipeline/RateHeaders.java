package io.signalbox.gateway.pipeline;

import io.netty.handler.codec.http.HttpHeaders;
import io.signalbox.contracts.budget.BudgetEvent.Measure;
import io.signalbox.gateway.conversation.CallerDialect;
import io.signalbox.gateway.limits.CallerLimits;
import io.signalbox.gateway.limits.Standing;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Says what a caller has left, in the headers that SDKs know, of the tightest of its limits. */
final class RateHeaders {
    private RateHeaders() {}

    static void set(HttpHeaders headers, CallerLimits limits, CallerDialect dialect) {
        set(headers, limits.standing(Measure.REQUESTS), "requests", dialect);
        set(headers, limits.standing(Measure.TOKENS), "tokens", dialect);
    }

    private static void set(HttpHeaders headers, @Nullable Standing standing, String what, CallerDialect dialect) {
        if (standing == null) {
            return;
        }
        headers.set("x-ratelimit-limit-" + what, Long.toString(standing.limit()));
        headers.set("x-ratelimit-remaining-" + what, Long.toString(standing.remaining()));
        headers.set("x-ratelimit-reset-" + what, TimeUnit.NANOSECONDS.toMillis(standing.resetNanos()) + "ms");
        switch (dialect) {
            case OPENAI -> {}
            case ANTHROPIC -> {
                String prefix = "anthropic-ratelimit-" + what;
                headers.set(prefix + "-limit", Long.toString(standing.limit()));
                headers.set(prefix + "-remaining", Long.toString(standing.remaining()));
                headers.set(
                        prefix + "-reset",
                        Instant.now()
                                .plusNanos(standing.resetNanos())
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString());
            }
        }
    }
}
