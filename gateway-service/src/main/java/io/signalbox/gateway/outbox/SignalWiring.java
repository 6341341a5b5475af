package io.signalbox.gateway.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.kit.kafka.KafkaProperties;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The thread that tells what changes with targets. */
@Configuration(proxyBeanMethods = false)
class SignalWiring {
    @Bean
    TargetSignals targetSignals(
            SignalProperties properties, MeterRegistry registry, KafkaProperties kafka, Clock clock) {
        TargetSignals signals =
                new TargetSignals(properties, registry, clock, () -> new KafkaSignals(kafka.addresses(), clock));
        signals.start();
        return signals;
    }
}
