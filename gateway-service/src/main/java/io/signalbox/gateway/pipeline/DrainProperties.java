package io.signalbox.gateway.pipeline;

import io.signalbox.gateway.reserves.Drains;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How far answers are read on after their callers have left, {@code signalbox.gateway.drain.*}; only those of providers
 * that bill them anyway.
 *
 * @param timeMax of one
 * @param bytesMax of one
 * @param countMax of all at once
 */
@ConfigurationProperties("signalbox.gateway.drain")
record DrainProperties(
        @DefaultValue("30s") Duration timeMax,
        @DefaultValue("1MB") DataSize bytesMax,
        @DefaultValue("100") int countMax) {
    Drains.Limits limits() {
        return new Drains.Limits(timeMax, bytesMax.toBytes(), countMax);
    }
}
