package io.signalbox.kit.jobs;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Runs every worker of a service from when it is ready until it stops. */
final class JobLoops implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(JobLoops.class);
    private static final Duration STOP_MAX = Duration.ofSeconds(5);

    private record Running(JobLoop loop, Thread thread) {}

    private final List<JobWorker> workers;
    private final Function<JobWorker, JobLoop> loops;
    private volatile List<Running> running = List.of();

    JobLoops(List<JobWorker> workers, Function<JobWorker, JobLoop> loops) {
        this.workers = workers;
        this.loops = loops;
    }

    @Override
    public void start() {
        running = workers.stream()
                .map(loops)
                .map(loop -> new Running(
                        loop,
                        Thread.ofPlatform().daemon().name("jobs-" + loop.name()).start(loop)))
                .toList();
    }

    @Override
    public void stop() {
        List<Running> ending = running;
        running = List.of();
        ending.forEach(one -> one.loop().stop());
        for (Running one : ending) {
            try {
                if (!one.thread().join(STOP_MAX)) {
                    LOG.atWarn().addKeyValue("kind", one.loop().name()).log("jobs did not end in time");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public boolean isRunning() {
        return !running.isEmpty();
    }

    /** Workers stop before what they use. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1;
    }
}
