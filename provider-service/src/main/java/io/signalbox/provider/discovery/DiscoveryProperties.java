package io.signalbox.provider.discovery;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often models are looked for without anybody asking.
 *
 * @param every at least a minute
 */
@ConfigurationProperties("signalbox.provider.discovery")
record DiscoveryProperties(@DefaultValue("6h") Duration every) {
    DiscoveryProperties {
        if (every.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("signalbox.provider.discovery.every is at least a minute");
        }
    }
}
