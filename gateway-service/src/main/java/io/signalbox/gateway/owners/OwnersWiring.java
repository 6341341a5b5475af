package io.signalbox.gateway.owners;

import io.signalbox.kit.security.ServiceIdentity;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Connections to the other services. */
@Configuration(proxyBeanMethods = false)
class OwnersWiring {
    @Bean
    OwnerConnections ownerConnections(OwnersProperties properties) {
        return new OwnerConnections(properties);
    }

    @Bean
    CredentialCalls credentialCalls(
            OwnerConnections connections, ServiceIdentity identity, OwnersProperties properties) {
        return new CredentialCalls(connections, identity, properties.lookUpTimeout());
    }
}
