package io.signalbox.kit.identity;

import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Time and ids as every capability gets them: injected, never made on the spot. */
@AutoConfiguration
public class IdentityWiring {
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    @ConditionalOnMissingBean
    IdSource idSource(Clock clock) {
        return new TimeOrderedIds(clock, new DrawnAhead(new SecureRandom()));
    }
}
