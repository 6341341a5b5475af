package io.signalbox.kit.tracing;

import io.micrometer.context.ContextRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import reactor.core.publisher.Hooks;

/**
 * Follows management calls, in a service that has Micrometer's context propagation: controllers answer on threads of
 * their own, and it is what brings the trace there. The gateway has not, because it works for every operator of every
 * call, and so for those of the data plane.
 */
@AutoConfiguration(after = TracingWiring.class)
@ConditionalOnClass(ContextRegistry.class)
public class FollowedCallsWiring {
    FollowedCallsWiring() {
        ContextRegistry.getInstance()
                .registerThreadLocalAccessor(
                        FollowedCalls.KEY, CurrentTrace::header, CurrentTrace::set, () -> CurrentTrace.set(null));
        Hooks.enableAutomaticContextPropagation();
    }

    @Bean
    FollowedCalls followedCalls(Tracing tracing) {
        return new FollowedCalls(tracing);
    }
}
