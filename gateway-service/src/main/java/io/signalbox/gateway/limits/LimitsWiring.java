package io.signalbox.gateway.limits;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.signalbox.contracts.budget.BudgetEvent.Measure;
import io.signalbox.gateway.owners.LeaseCalls;
import io.signalbox.kit.identity.IdSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Shares at hand. */
@Configuration(proxyBeanMethods = false)
class LimitsWiring {
    @Bean
    Limits limits(LeaseCalls calls, IdSource ids, LimitsProperties properties) {
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
                FunctionCounter.builder(
                                "signalbox.gateway.limits.shadowed", limits, held -> held.shadowed(measure))
                        .description("Requests a limit in the shadow would have refused")
                        .tag("measure", measure.name())
                        .register(registry);
            }
        };
    }
}
