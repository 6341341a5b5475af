package io.signalbox.kit.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.List;
import org.springframework.boot.actuate.autoconfigure.metrics.MeterRegistryCustomizer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Puts the service's name on every metric, so that one dashboard reads them all. */
@AutoConfiguration
public class TelemetryWiring {
    @Bean
    MeterRegistryCustomizer<MeterRegistry> commonTags(Environment environment) {
        String service = environment.getRequiredProperty("spring.application.name");
        return registry -> registry.config().commonTags(List.of(Tag.of("service", service)));
    }
}
