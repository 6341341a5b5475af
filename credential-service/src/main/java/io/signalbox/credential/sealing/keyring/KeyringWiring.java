package io.signalbox.credential.sealing.keyring;

import io.signalbox.credential.sealing.Sealing;
import java.security.SecureRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The keyring seals wherever nothing else does. */
@Configuration(proxyBeanMethods = false)
class KeyringWiring {
    @Bean
    Sealing keyring(SealingProperties properties, JdbcClient sql) {
        return new Keyring(MasterKey.of(properties), new TenantKeys(sql), new SecureRandom());
    }
}
