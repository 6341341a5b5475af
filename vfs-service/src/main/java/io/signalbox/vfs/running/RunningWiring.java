package io.signalbox.vfs.running;

import io.signalbox.kit.identity.NamedId;
import io.signalbox.kit.jobs.Job;
import io.signalbox.kit.jobs.JobWorker;
import io.signalbox.kit.jobs.Jobs;
import io.signalbox.vfs.VfsProperties;
import java.time.Duration;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The worker of batches. A turn ends after a short time, so that a batch of many lines keeps nobody else waiting. */
@Configuration(proxyBeanMethods = false)
class RunningWiring {
    static final String JOB = "vfs.batch";

    /** With the longest pauses between them, more than a batch's whole time. */
    private static final int ATTEMPTS_MAX = 1_000;

    private static final Duration READING_AND_WRITING = Duration.ofMinutes(1);

    /** A batch to work on. */
    record Run(UUID batchId) {}

    @Bean
    JobWorker batchTurns(WorkingThrough working, Jobs jobs, VfsProperties limits) {
        VfsProperties.Batch batch = limits.batch();
        Duration timeout = batch.turn().plus(batch.lineTime()).plus(READING_AND_WRITING);
        return new JobWorker(JOB, batch.atOnce(), ATTEMPTS_MAX, timeout, job -> turn(working, jobs, job));
    }

    /** The next turn's id follows from this one's: done twice, it is promised once. */
    private static void turn(WorkingThrough working, Jobs jobs, Job job) {
        Run run = job.payload(Run.class);
        working.turn(job.tenant(), run.batchId())
                .ifPresent(wait -> jobs.add(NamedId.of("batch-turn/" + job.id()), JOB, job.tenant(), run, wait));
    }
}
