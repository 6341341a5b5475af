package io.signalbox.gateway.inbox;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.signalbox.adapter.Adapters;
import io.signalbox.gateway.snapshot.SnapshotCompiler;
import io.signalbox.gateway.snapshot.SnapshotHolder;
import io.signalbox.kit.kafka.KafkaProperties;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What feeds the snapshot. */
@Configuration(proxyBeanMethods = false)
class InboxWiring {
    @Bean
    SnapshotHolder snapshotHolder() {
        return new SnapshotHolder();
    }

    @Bean
    LatestState latestState(SnapshotHolder holder, InboxProperties properties, Clock clock) {
        SnapshotCompiler compiler = new SnapshotCompiler(Adapters.load());
        return new LatestState(compiler, holder, new DiskCopy(properties.copyFile()), clock);
    }

    @Bean
    InboxRunner inboxRunner(LatestState state, KafkaProperties kafka, InboxProperties properties) {
        return new InboxRunner(state, new StateInbox(state, () -> new KafkaState(kafka.addresses()), properties));
    }

    /** Ready to serve when everything was heard once, in this life or, by the copy on disk, in an earlier one. */
    @Bean
    HealthIndicator snapshotHealthIndicator(LatestState state) {
        return () -> (state.whole() ? Health.up() : Health.outOfService()).build();
    }

    @Bean
    MeterBinder snapshotMetrics(SnapshotHolder holder, LatestState state, InboxRunner runner, Clock clock) {
        return registry -> {
            Gauge.builder("signalbox.gateway.snapshot.age", state, held -> age(held, clock))
                    .description("Seconds since what is served was last known to be the latest")
                    .baseUnit("seconds")
                    .register(registry);
            Gauge.builder(
                            "signalbox.gateway.snapshot.unresolved",
                            holder,
                            held -> held.current().unresolvedReferences())
                    .description("Targets that refer to something nobody has told of")
                    .register(registry);
            Gauge.builder("signalbox.gateway.snapshot.records", state, LatestState::size)
                    .description("Records held")
                    .register(registry);
            FunctionCounter.builder("signalbox.gateway.inbox.unknown", runner.inbox(), StateInbox::unknown)
                    .description("Records of a type this build does not know, skipped")
                    .register(registry);
            FunctionCounter.builder("signalbox.gateway.inbox.unreadable", runner.inbox(), StateInbox::unreadable)
                    .description("Records that cannot be read, skipped")
                    .register(registry);
        };
    }

    private static double age(LatestState state, Clock clock) {
        return Duration.between(state.heardAt(), clock.instant()).toMillis() / 1_000.0;
    }
}
