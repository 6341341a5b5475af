package io.signalbox.gateway.tracing;

import io.signalbox.kit.tracing.Tracing;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Requests are followed with what every service follows its calls with. */
@Configuration(proxyBeanMethods = false)
class RequestTracingWiring {
    @Bean
    RequestTracing requestTracing(Tracing tracing, RequestTracingProperties properties) {
        return new RequestTracing(tracing, properties.origins());
    }
}
