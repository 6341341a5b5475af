package io.signalbox.gateway.pipeline;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.gateway.admission.ActingServices;
import io.signalbox.gateway.admission.Authenticate;
import io.signalbox.gateway.attempt.AttemptEnvironment;
import io.signalbox.gateway.batches.BatchCalls;
import io.signalbox.gateway.cache.AnswerCache;
import io.signalbox.gateway.cache.CacheProperties;
import io.signalbox.gateway.connection.CallerConnections;
import io.signalbox.gateway.conversation.ReadyTargets;
import io.signalbox.gateway.dialect.responses.ResponseIds;
import io.signalbox.gateway.grants.Grants;
import io.signalbox.gateway.grants.ReplicasKey;
import io.signalbox.gateway.health.HealthRules;
import io.signalbox.gateway.health.StateChanges;
import io.signalbox.gateway.journal.Journal;
import io.signalbox.gateway.limits.Limits;
import io.signalbox.gateway.metering.DataPlaneMetrics;
import io.signalbox.gateway.owners.OwnerConnections;
import io.signalbox.gateway.reserves.Reserves;
import io.signalbox.gateway.revocation.KeyFallback;
import io.signalbox.gateway.selection.TargetHealth;
import io.signalbox.gateway.shedding.InFlight;
import io.signalbox.gateway.snapshot.SnapshotHolder;
import io.signalbox.gateway.tracing.RequestTracing;
import io.signalbox.gateway.upstream.Upstream;
import io.signalbox.kit.egress.Egress;
import io.signalbox.kit.identity.IdSource;
import io.signalbox.kit.security.ServiceIdentity;
import io.signalbox.kit.security.TokenVerifier;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.springframework.boot.web.embedded.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts {@code /v1} in front of everything else the gateway's port answers. */
@Configuration(proxyBeanMethods = false)
class DataPlaneWiring {
    @Bean
    TargetHealth targetHealth(HealthRules rules, Clock clock, Grants grants, StateChanges changes) {
        return new TargetHealth(rules, clock, System::nanoTime, grants, changes);
    }

    @Bean
    DataPlaneMetrics dataPlaneMetrics(MeterRegistry registry) {
        return new DataPlaneMetrics(registry);
    }

    @Bean
    AttemptEnvironment attemptEnvironment(
            Journal journal, Grants grants, Egress egress, AttemptSupport support, Bounds bounds) {
        Reserves reserves = Reserves.with(bounds.drains().limits());
        support.metrics().watch(reserves.drains());
        return new AttemptEnvironment(
                journal,
                grants,
                new Upstream(egress.client()),
                support.health(),
                reserves,
                new ReadyTargets(),
                support.metrics(),
                support.tracing(),
                bounds.attempts().limits(),
                support.clock(),
                System::nanoTime,
                support.random());
    }

    /** What bounds attempts, and what goes on after their callers have left. */
    record Bounds(DataPlaneProperties attempts, DrainProperties drains) {}

    @Bean
    Bounds bounds(DataPlaneProperties attempts, DrainProperties drains) {
        return new Bounds(attempts, drains);
    }

    /** What attempts are timed, counted, followed and drawn with. */
    record AttemptSupport(
            TargetHealth health,
            DataPlaneMetrics metrics,
            RequestTracing tracing,
            Clock clock,
            RandomGenerator random) {}

    @Bean
    AttemptSupport attemptSupport(TargetHealth health, DataPlaneMetrics metrics, RequestTracing tracing, Clock clock) {
        return new AttemptSupport(health, metrics, tracing, clock, lots());
    }

    /** For lots and delays, which nobody gains anything by foreseeing. */
    private static RandomGenerator lots() {
        return () -> ThreadLocalRandom.current().nextLong();
    }

    /** What callers are given and bring back. */
    record GivenIds(IdSource requests, ResponseIds responses) {}

    @Bean
    GivenIds givenIds(IdSource ids, ReplicasKey key) {
        return new GivenIds(ids, new ResponseIds(key));
    }

    /** Who calls, and what they may. */
    record Admission(Authenticate authenticate, Limits limits) {}

    @Bean
    Admission admission(Clock clock, KeyFallback fallback, Limits limits, TokenVerifier verifier) {
        ActingServices acting = token -> verifier.verifyActing(token, ActingServices.OF_BATCHES);
        return new Admission(new Authenticate(clock, fallback, acting), limits);
    }

    /** Where answers come from, how many at once, and who answers for files and batches. */
    record Serving(AttemptEnvironment environment, AnswerCache answers, InFlight inFlight, BatchCalls batches) {}

    @Bean
    BatchCalls batchCalls(OwnerConnections connections, ServiceIdentity identity) {
        return new BatchCalls(connections, identity::authorization);
    }

    @Bean
    Serving serving(
            AttemptEnvironment environment,
            CacheProperties cache,
            InFlight inFlight,
            MeterRegistry registry,
            BatchCalls batches) {
        return new Serving(environment, new AnswerCache(cache, System::nanoTime, registry), inFlight, batches);
    }

    @Bean
    InFlight inFlight(DataPlaneProperties properties, MeterRegistry registry) {
        InFlight inFlight = new InFlight(properties.inFlightMax());
        registry.gauge("signalbox.gateway.in.flight", inFlight, InFlight::calls);
        return inFlight;
    }

    @Bean
    Pipeline pipeline(
            SnapshotHolder snapshots,
            Admission admission,
            Serving serving,
            GivenIds ids,
            DataPlaneProperties properties) {
        return new Pipeline(
                snapshots,
                admission.authenticate(),
                admission.limits(),
                serving.environment(),
                ids.requests(),
                new Pipeline.BodyLimits((int) properties.bodyMax().toBytes(), properties.bodiesBytesMax()),
                serving.inFlight(),
                ids.responses(),
                serving.answers(),
                serving.batches());
    }

    @Bean
    CallerConnections callerConnections(DataPlaneProperties properties, DataPlaneMetrics metrics) {
        return new CallerConnections(properties.connections(), () -> metrics.refused("connections_full"));
    }

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> dataPlaneRoute(
            Pipeline pipeline, CallerConnections connections) {
        return factory -> {
            factory.addRouteProviders(routes -> DataPlaneRoute.add(routes, pipeline));
            factory.addServerCustomizers(connections::bound);
        };
    }
}
