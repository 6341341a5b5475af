package io.signalbox.gateway.outbox;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How changes of targets are told, {@code signalbox.gateway.signals.*}.
 *
 * @param replica who tells them; the host's name when not said
 * @param queueMax how many wait while Kafka is away; later ones are dropped and counted
 */
@ConfigurationProperties("signalbox.gateway.signals")
record SignalProperties(
        @Nullable String replica, @DefaultValue("1000") int queueMax) {
    SignalProperties {
        if (queueMax < 1) {
            throw new IllegalArgumentException("signalbox.gateway.signals.queue-max must be at least 1");
        }
    }
}
