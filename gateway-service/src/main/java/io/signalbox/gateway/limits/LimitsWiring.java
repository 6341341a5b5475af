package io.signalbox.gateway.limits;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.signalbox.contracts.budget.BudgetEvent.Measure;
import io.signalbox.gateway.owners.LeaseCalls;
import io.signalbox.gateway.owners.OwnerConnections;
import io.signalbox.kit.identity.IdSource;
import io.signalbox.kit.security.ServiceIdentity;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Shares at hand. */
@Configuration(proxyBeanMethods = false)
class LimitsWiring {
    @Bean
    Limits limits(OwnerConnections connections, ServiceIdentity identity, IdSource ids, LimitsProperties properties) {
        LeaseCalls calls = new LeaseCalls(connections, identity, properties.answerTimeout());
        return new Limits(calls, ids.next(), properties, System::nanoTime).started();
    }

    @Bean
    MeterBinder limitMetrics(Limits limits) {
        return registry -> {
            Gauge.builder("signalbox.gateway.limits.held", limits, Limits::held)
                    .description("Allowances this replica has a share of")
                    .register(registry);
            FunctionCounter.builder("signalbox.gateway.limits.lease.failures", limits, Limits::failures)
                    .description("Calls for shares that the usage service did not answer")
                    .register(registry);
            for (Measure measure : Measure.values()) {
                FunctionCounter.builder("signalbox.gateway.limits.shadowed", limits, held -> held.shadowed(measure))
                        .description("Requests a limit in the shadow would have refused")
                        .tag("measure", measure.name())
                        .register(registry);
            }
        };
    }
}
