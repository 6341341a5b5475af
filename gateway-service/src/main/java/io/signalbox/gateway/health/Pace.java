package io.signalbox.gateway.health;

import java.util.concurrent.TimeUnit;

/**
 * How quick one target has been lately and how much is on its way to it. The average forgets with time, so that a target
 * that was slow once is tried again; a slower answer than expected counts at once, a quicker one little by little (the
 * "peak" exponentially weighted moving average of load balancers).
 */
public final class Pace {
    private static final double MEMORY_NANOS = TimeUnit.SECONDS.toNanos(10);

    private int onTheWay;
    private double average;
    private long measuredAt;

    /** A request is on its way. */
    public synchronized void began() {
        onTheWay++;
    }

    /** It said nothing about its pace. */
    public synchronized void ended() {
        onTheWay--;
    }

    /** It took that long until there was something to read. */
    public synchronized void answered(long nanos, long now) {
        onTheWay--;
        double expected = average(now);
        double kept = Math.exp(-(now - measuredAt) / MEMORY_NANOS);
        average = nanos > expected ? nanos : average * kept + nanos * (1 - kept);
        measuredAt = now;
    }

    /** Requests on their way. */
    public synchronized int onTheWay() {
        return onTheWay;
    }

    /** Nanoseconds to expect of one more request; 0 of a target nobody has measured, so that somebody does. */
    public synchronized double expected(long now) {
        return average(now) * (onTheWay + 1);
    }

    private double average(long now) {
        return average * Math.exp(-(now - measuredAt) / MEMORY_NANOS);
    }
}
