package io.signalbox.gateway.health;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a target is left alone and when it is tried again, {@code signalbox.gateway.health.*}. Made for routes of two or
 * three targets: few calls are enough to decide, all targets may be out at once, and no time out grows with the number of
 * times, because a probe tells sooner.
 *
 * @param failuresInARow after so many without a success in between a target is out
 * @param windowCalls of so many last calls the failed share is taken
 * @param windowCallsLeast and of so many at least
 * @param failurePercent from this share on a target is out
 * @param probeInterval from the begin of one probe to the begin of the next, and from the exit to the first
 * @param probePatience the least a probe is waited for, while another target is there for its caller
 * @param limitPause how long a key cools down when its provider refused and named no time
 * @param limitPauseMax the longest it does, whatever the provider named
 * @param accountPause how long a key is left alone whose account has nothing left
 */
@ConfigurationProperties("signalbox.gateway.health")
public record HealthRules(
        @DefaultValue("5") int failuresInARow,
        @DefaultValue("20") int windowCalls,
        @DefaultValue("10") int windowCallsLeast,
        @DefaultValue("50") int failurePercent,
        @DefaultValue("2s") Duration probeInterval,
        @DefaultValue("2s") Duration probePatience,
        @DefaultValue("2s") Duration limitPause,
        @DefaultValue("2m") Duration limitPauseMax,
        @DefaultValue("1m") Duration accountPause) {
    /** What holds unless it is set otherwise. */
    public static final HealthRules DEFAULT = new HealthRules(
            5,
            20,
            10,
            50,
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofMinutes(2),
            Duration.ofMinutes(1));

    public HealthRules {
        atLeastOne("failures-in-a-row", failuresInARow);
        atLeastOne("window-calls-least", windowCallsLeast);
        atLeastOne("failure-percent", failurePercent);
        if (windowCalls < windowCallsLeast) {
            throw new IllegalArgumentException(
                    "signalbox.gateway.health.window-calls must not be below window-calls-least");
        }
        if (failurePercent > 100) {
            throw new IllegalArgumentException("signalbox.gateway.health.failure-percent must not be above 100");
        }
        positive("probe-interval", probeInterval);
        positive("probe-patience", probePatience);
        positive("limit-pause", limitPause);
        positive("limit-pause-max", limitPauseMax);
        positive("account-pause", accountPause);
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("signalbox.gateway.health." + name + " must be at least 1");
        }
    }

    private static void positive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException("signalbox.gateway.health." + name + " must be longer than nothing");
        }
    }
}
