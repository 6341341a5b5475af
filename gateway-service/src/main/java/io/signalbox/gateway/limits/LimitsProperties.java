package io.signalbox.gateway.limits;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How limits are kept, {@code signalbox.gateway.limits.*}.
 *
 * @param deadline what a request waits at most for a share that is not at hand
 */
@ConfigurationProperties("signalbox.gateway.limits")
public record LimitsProperties(@DefaultValue("50ms") Duration deadline) {
    public LimitsProperties {
        if (deadline.isNegative() || deadline.isZero() || deadline.compareTo(Duration.ofSeconds(10)) > 0) {
            throw new IllegalArgumentException("signalbox.gateway.limits.deadline must be above zero, up to 10s");
        }
    }
}
