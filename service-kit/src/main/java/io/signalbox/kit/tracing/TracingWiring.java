package io.signalbox.kit.tracing;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** One {@link Tracing} per service, under the service's name. */
@AutoConfiguration
@EnableConfigurationProperties(TracingProperties.class)
public class TracingWiring {
    @Bean
    Tracing tracing(Environment environment, TracingProperties properties, MeterRegistry meters) {
        return Tracing.of(environment.getRequiredProperty("spring.application.name"), properties, meters);
    }
}
