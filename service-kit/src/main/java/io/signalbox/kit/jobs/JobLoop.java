package io.signalbox.kit.jobs;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Claims jobs of one kind and runs them, never more at a time than the worker says. */
final class JobLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(JobLoop.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final Duration LOOK_EVERY_IN_TROUBLE = Duration.ofSeconds(2);

    private final JobWorker worker;
    private final JobTable table;
    private final MeterRegistry meters;
    private final Semaphore free;
    private final ExecutorService threads;
    private final CountDownLatch stopping = new CountDownLatch(1);

    JobLoop(JobWorker worker, JobTable table, MeterRegistry meters) {
        this.worker = worker;
        this.table = table;
        this.meters = meters;
        this.free = new Semaphore(worker.parallelMax());
        this.threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("job-" + worker.kind() + "-", 0).factory());
    }

    String name() {
        return worker.kind();
    }

    @Override
    public void run() {
        Duration pause = Duration.ZERO;
        while (!stopped(pause)) {
            try {
                pause = round() ? Duration.ZERO : LOOK_EVERY;
            } catch (RuntimeException | Error e) {
                LOG.atWarn()
                        .addKeyValue("kind", worker.kind())
                        .addKeyValue("failure", e.getClass().getName())
                        .log("jobs cannot be claimed now");
                pause = LOOK_EVERY_IN_TROUBLE;
            }
        }
        threads.shutdownNow();
    }

    /** Whether there may be more to do at once. */
    private boolean round() {
        int max = free.availablePermits();
        if (max == 0) {
            return false;
        }
        List<Job> jobs = table.claim(worker.kind(), max, worker.timeout());
        for (Job job : jobs) {
            free.acquireUninterruptibly();
            threads.execute(() -> run(job));
        }
        return jobs.size() == max;
    }

    private void run(Job job) {
        try {
            worker.work().accept(job);
            table.done(job);
            count("done");
        } catch (RuntimeException | Error e) {
            failed(job, e);
        } finally {
            free.release();
        }
    }

    private void failed(Job job, Throwable why) {
        boolean last = job.attempt() >= worker.attemptsMax();
        count(last ? "failed" : "again");
        LOG.atWarn()
                .addKeyValue("kind", worker.kind())
                .addKeyValue("job", job.id())
                .addKeyValue("attempt", job.attempt())
                .addKeyValue("failure", why.getClass().getName())
                .log(last ? "job failed for good" : "job will be tried again");
        try {
            if (last) {
                table.failed(job, why);
            } else {
                table.again(job, worker.pauseAfter(job.attempt()), why);
            }
        } catch (RuntimeException e) {
            // The claim ends by itself and the job comes back.
            LOG.atWarn().addKeyValue("job", job.id()).log("the end of an attempt could not be written down");
        }
    }

    private void count(String outcome) {
        meters.counter("signalbox.jobs", "kind", worker.kind(), "outcome", outcome)
                .increment();
    }

    void stop() {
        stopping.countDown();
    }

    private boolean stopped(Duration pause) {
        try {
            return stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
