package io.signalbox.gateway.revocation;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.signalbox.gateway.inbox.LatestState;
import io.signalbox.gateway.owners.CredentialCalls;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the gateway hears of keys beside Kafka. */
@Configuration(proxyBeanMethods = false)
class RevocationWiring {
    @Bean
    RevocationPoll revocationPoll(CredentialCalls credentials, LatestState state, RevocationProperties properties) {
        RevocationPoll poll = new RevocationPoll(credentials, state, properties);
        poll.start();
        return poll;
    }

    @Bean
    KeyFallback keyFallback(CredentialCalls credentials) {
        return new AskedKey(credentials);
    }

    @Bean
    MeterBinder revocationMetrics(RevocationPoll poll) {
        return registry -> FunctionCounter.builder(
                        "signalbox.gateway.revocation.poll.failures", poll, RevocationPoll::failures)
                .description("Times the credential service could not be asked for ends of keys")
                .register(registry);
    }
}
