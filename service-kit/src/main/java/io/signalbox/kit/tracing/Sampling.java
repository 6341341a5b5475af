package io.signalbox.kit.tracing;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which calls are followed. We draw for ourselves, and never from the trace id, which a caller could choose; a caller
 * that asks to be followed is, as long as all callers together ask for less than so many a second. Costs a drawn number
 * and a look at a header.
 */
public final class Sampling {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final double rate;
    private final long nanosPerWish;
    private final long saved;
    private final DoubleSupplier draws;
    private final LongSupplier nanoTime;
    private final AtomicLong paidUntil;

    /**
     * {@code draws} are from 0 to below 1, and safe for several threads.
     *
     * @param wishesPerSecond how many calls a second callers may choose together
     */
    public Sampling(double rate, double wishesPerSecond, DoubleSupplier draws, LongSupplier nanoTime) {
        this.rate = rate;
        this.nanosPerWish = wishesPerSecond > 0 ? Math.max(1, (long) (SECOND / wishesPerSecond)) : 0;
        this.saved = Math.max(SECOND, nanosPerWish);
        this.draws = draws;
        this.nanoTime = nanoTime;
        this.paidUntil = new AtomicLong(nanoTime.getAsLong() - saved);
    }

    /** Whether a call with this {@code traceparent} is followed. */
    public boolean follows(@Nullable String header) {
        return draws.getAsDouble() < rate || (TraceParent.asksToBeFollowed(header) && isWithinWishes());
    }

    /** Each wish pays for a piece of time; what was saved up is a second's at most, and one wish at least. */
    private boolean isWithinWishes() {
        if (nanosPerWish == 0) {
            return false;
        }
        long now = nanoTime.getAsLong();
        while (true) {
            long paid = paidUntil.get();
            long from = Math.max(paid - now, -saved) + now;
            if (from + nanosPerWish - now > 0) {
                return false;
            }
            if (paidUntil.compareAndSet(paid, from + nanosPerWish)) {
                return true;
            }
        }
    }
}
