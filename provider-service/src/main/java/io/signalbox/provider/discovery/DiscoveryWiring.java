package io.signalbox.provider.discovery;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.identity.NamedId;
import io.signalbox.kit.jobs.JobWorker;
import io.signalbox.kit.jobs.Jobs;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** The worker that asks providers, and the clock that makes it ask again. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties(DiscoveryProperties.class)
class DiscoveryWiring {
    static final String JOB = "provider.discover";

    private final Jobs jobs;
    private final JdbcClient jdbc;
    private final DiscoveryProperties properties;
    private final Clock clock;

    DiscoveryWiring(
            Jobs jobs, @Qualifier("processorJdbc") JdbcClient jdbc, DiscoveryProperties properties, Clock clock) {
        this.jobs = jobs;
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    /** A configuration to look at. */
    record Look(UUID configurationId) {}

    @Bean
    JobWorker discoveries(Discoverer discoverer) {
        return new JobWorker(
                JOB,
                4,
                5,
                Duration.ofMinutes(2),
                job -> discoverer.discover(job.tenant(), job.payload(Look.class).configurationId()));
    }

    /**
     * Once per period every active configuration gets a job of its own, at a moment of its own within the period. The id
     * names configuration and period, so several replicas add it once.
     */
    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    void again() {
        long period = clock.instant().getEpochSecond() / properties.every().toSeconds();
        jdbc.sql("select tenant, id from configuration where active")
                .query((row, number) -> {
                    UUID id = row.getObject("id", UUID.class);
                    long spread =
                            Math.floorMod(id.hashCode(), properties.every().toSeconds());
                    jobs.add(
                            NamedId.of("discover/" + id + "/" + period),
                            JOB,
                            new TenantId(row.getString("tenant")),
                            new Look(id),
                            Duration.ofSeconds(spread));
                    return id;
                })
                .list();
    }
}
