package io.signalbox.kit.egress;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Provides the guarded way out. */
@AutoConfiguration
@EnableConfigurationProperties(EgressProperties.class)
public class EgressWiring {
    @Bean
    Egress egress(EgressProperties properties) {
        return new Egress(properties);
    }

    @Bean
    EgressCall egressCall(Egress egress, EgressProperties properties) {
        return new EgressCall(egress.client(), properties.responseSizeMax().toBytes());
    }
}
