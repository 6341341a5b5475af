package io.signalbox.credential.closing;

import io.signalbox.kit.jobs.JobWorker;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The worker that destroys; it never gives up within a day. */
@Configuration(proxyBeanMethods = false)
class ClosingWiring {
    private static final int ATTEMPTS_MAX = 300;

    @Bean
    JobWorker secretsDestructionWorker(SecretsDestruction destruction) {
        return new JobWorker(SecretsDestruction.KIND, 1, ATTEMPTS_MAX, Duration.ofMinutes(10), destruction::run);
    }
}
