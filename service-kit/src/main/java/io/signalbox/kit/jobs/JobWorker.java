package io.signalbox.kit.jobs;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Does jobs of one kind; one bean each. The work runs outside any transaction, on a virtual thread, at least once: it may
 * be done again after a crash, so what it ends in (usually a command) must not mind. A failure is tried again with growing
 * pauses; after the last attempt the job is {@code failed} and counted.
 *
 * @param kind {@code <service>.<what>}, as jobs are added
 * @param parallelMax most jobs of this kind at a time in this process
 * @param attemptsMax then it has failed
 * @param timeout how long one attempt may take; afterwards another worker may take the job
 */
public record JobWorker(String kind, int parallelMax, int attemptsMax, Duration timeout, Consumer<Job> work) {
    private static final Duration PAUSE_MIN = Duration.ofSeconds(1);
    private static final Duration PAUSE_MAX = Duration.ofMinutes(5);

    public JobWorker {
        if (parallelMax < 1 || attemptsMax < 1 || timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("a worker has at least one attempt, one at a time, and time for it");
        }
    }

    /** Four at a time, five attempts, a minute each. */
    public static JobWorker of(String kind, Consumer<Job> work) {
        return new JobWorker(kind, 4, 5, Duration.ofMinutes(1), work);
    }

    /** 1 s, 2 s, 4 s, ... at most five minutes. */
    Duration pauseAfter(int attempt) {
        Duration pause = PAUSE_MIN.multipliedBy(1L << Math.min(attempt - 1, 20));
        return pause.compareTo(PAUSE_MAX) < 0 ? pause : PAUSE_MAX;
    }
}
