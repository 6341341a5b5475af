package io.signalbox.gateway.reserves;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many answers of callers that have left are read to their end at once, and how much of each. Some providers bill
 * what they would have said whether or not anybody listens: reading on costs bandwidth, and tells what was used.
 */
public final class Drains {
    /**
     * What bounds them.
     *
     * @param timeMax of one
     * @param bytesMax of one, from when its caller left
     * @param countMax of all at once; beyond it calls are broken off and what they used is estimated
     */
    public record Limits(Duration timeMax, long bytesMax, int countMax) {
        /** What holds unless it is set otherwise. */
        public static final Limits DEFAULT = new Limits(Duration.ofSeconds(30), 1024 * 1024, 100);
    }

    private final Limits limits;
    private final AtomicInteger running = new AtomicInteger();

    public Drains(Limits limits) {
        this.limits = limits;
    }

    public Limits limits() {
        return limits;
    }

    /** Begins one, if there may be another. */
    public boolean begin() {
        if (running.incrementAndGet() > limits.countMax()) {
            running.decrementAndGet();
            return false;
        }
        return true;
    }

    /** One that was begun is over. */
    public void end() {
        running.decrementAndGet();
    }

    /** Begun and not over. */
    public int running() {
        return running.get();
    }
}
