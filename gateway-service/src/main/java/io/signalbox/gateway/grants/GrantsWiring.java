package io.signalbox.gateway.grants;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.signalbox.gateway.owners.CredentialCalls;
import io.signalbox.gateway.snapshot.SnapshotHolder;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Provider keys at hand. */
@Configuration(proxyBeanMethods = false)
class GrantsWiring {
    @Bean
    HeldGrants grants(GrantsProperties properties, Clock clock) throws IOException {
        return new HeldGrants(disk(properties), clock);
    }

    private static @Nullable SealedGrants disk(GrantsProperties properties) throws IOException {
        Path keyFile = properties.grantKeyFile();
        Path file = properties.grantsFile();
        if (keyFile == null || file == null) {
            LoggerFactory.getLogger(GrantsWiring.class)
                    .warn("no grant key file is set: a cold start will need the credential service, and will not know"
                            + " the ids of responses given out before it");
            return null;
        }
        return new SealedGrants(file, GrantKey.read(keyFile));
    }

    @Bean
    ReplicasKey replicasKey(GrantsProperties properties) throws IOException, GeneralSecurityException {
        Path keyFile = properties.grantKeyFile();
        return keyFile == null ? ReplicasKey.ofThisProcess() : ReplicasKey.of(GrantKey.read(keyFile));
    }

    @Bean
    GrantFetch grantFetch(
            HeldGrants grants,
            CredentialCalls credentials,
            SnapshotHolder snapshots,
            GrantsProperties properties,
            Clock clock) {
        GrantFetch fetch = new GrantFetch(grants, credentials, snapshots, clock, properties.grantsRetry());
        fetch.start();
        return fetch;
    }

    @Bean
    MeterBinder grantMetrics(HeldGrants grants, GrantFetch fetch) {
        return registry -> {
            Gauge.builder(
                            "signalbox.gateway.grants.held",
                            grants,
                            held -> held.all().size())
                    .description("Provider keys at hand")
                    .register(registry);
            FunctionCounter.builder("signalbox.gateway.grants.fetch.failures", fetch, GrantFetch::failures)
                    .description("Rounds in which the credential service could not be asked")
                    .register(registry);
        };
    }
}
