package io.signalbox.gateway.owners;

import io.signalbox.kit.security.ServiceIdentity;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Connections to the other services. */
@Configuration(proxyBeanMethods = false)
class OwnersWiring {
    /** Requests wait for much less; a call that was answered late is still worth its answer. */
    private static final Duration LEASE_ANSWER_MAX = Duration.ofSeconds(2);

    @Bean
    OwnerConnections ownerConnections(OwnersProperties properties) {
        return new OwnerConnections(properties);
    }

    @Bean
    CredentialCalls credentialCalls(
            OwnerConnections connections, ServiceIdentity identity, OwnersProperties properties) {
        return new CredentialCalls(connections, identity, properties.lookUpTimeout());
    }

    @Bean
    LeaseCalls leaseCalls(OwnerConnections connections, ServiceIdentity identity) {
        return new LeaseCalls(connections, identity, LEASE_ANSWER_MAX);
    }
}
