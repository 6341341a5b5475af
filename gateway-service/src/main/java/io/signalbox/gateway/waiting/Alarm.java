package io.signalbox.gateway.waiting;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One timer for all that can fall due in a request: rings at the latest when asked, and is asked anew each time. */
public final class Alarm implements Runnable {
    private final EventLoop loop;
    private final LongSupplier nanoTime;
    private final Runnable action;
    private @Nullable ScheduledFuture<?> scheduled;
    private long ringsAt;

    public Alarm(EventLoop loop, LongSupplier nanoTime, Runnable action) {
        this.loop = loop;
        this.nanoTime = nanoTime;
        this.action = action;
    }

    /** Rings at that time, or earlier when something else asked for it. */
    public void by(long time) {
        if (scheduled != null) {
            if (ringsAt - time <= 0) {
                return;
            }
            scheduled.cancel(false);
        }
        ringsAt = time;
        scheduled = loop.schedule(this, Math.max(0, time - nanoTime.getAsLong()), TimeUnit.NANOSECONDS);
    }

    /** Not needed any more. */
    public void cancel() {
        if (scheduled != null) {
            scheduled.cancel(false);
            scheduled = null;
        }
    }

    @Override
    public void run() {
        scheduled = null;
        action.run();
    }
}
