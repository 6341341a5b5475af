package io.signalbox.gateway.limits;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How limits are kept, {@code signalbox.gateway.limits.*}.
 *
 * @param deadline what a request waits at most for a share that is not at hand
 * @param answerTimeout after which the usage service counts as away; an answer that comes before is worth having, however late
 * @param outputCap output tokens a target is asked for at most where tokens are limited and the caller named no maximum
 */
@ConfigurationProperties("signalbox.gateway.limits")
public record LimitsProperties(
        @DefaultValue("50ms") Duration deadline,
        @DefaultValue("2s") Duration answerTimeout,
        @DefaultValue("4096") int outputCap) {
    public LimitsProperties {
        if (deadline.isNegative() || deadline.isZero() || deadline.compareTo(Duration.ofSeconds(10)) > 0) {
            throw new IllegalArgumentException("signalbox.gateway.limits.deadline must be above zero, up to 10s");
        }
        if (outputCap < 1) {
            throw new IllegalArgumentException("signalbox.gateway.limits.output-cap must be at least 1");
        }
    }
}
