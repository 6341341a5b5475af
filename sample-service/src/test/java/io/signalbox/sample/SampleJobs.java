package io.signalbox.sample;

import io.signalbox.kit.jobs.Job;
import io.signalbox.kit.jobs.JobWorker;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Errands that fail as often as they are told to. */
@Configuration(proxyBeanMethods = false)
class SampleJobs {
    static final String KIND = "sample.errand";
    static final int ATTEMPTS_MAX = 2;

    record Errand(String name, int failures) {}

    private final Map<String, Integer> attempts = new ConcurrentHashMap<>();

    @Bean
    JobWorker errands() {
        return new JobWorker(KIND, 2, ATTEMPTS_MAX, Duration.ofSeconds(30), this::run);
    }

    private void run(Job job) {
        Errand errand = job.payload(Errand.class);
        if (attempts.merge(errand.name(), 1, Integer::sum) <= errand.failures()) {
            throw new IllegalStateException(errand.name());
        }
    }

    int attempts(String name) {
        return attempts.getOrDefault(name, 0);
    }
}
