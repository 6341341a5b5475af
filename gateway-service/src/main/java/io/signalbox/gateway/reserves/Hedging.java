package io.signalbox.gateway.reserves;

import io.signalbox.contracts.catalog.Hedge;
import io.signalbox.gateway.snapshot.Target;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** When one request's first target counts as late, and whether it may then be hedged. At most once in a request. */
public final class Hedging {
    private final @Nullable Hedge settings;
    private final Reserves reserves;
    private long dueAt = Long.MAX_VALUE;
    private boolean over;

    /** {@code settings} are the route's; null never hedges. */
    public Hedging(@Nullable Hedge settings, Reserves reserves) {
        this.settings = settings;
        this.reserves = reserves;
        this.over = settings == null;
        if (settings != null) {
            reserves.hedges().deposit();
        }
    }

    /** A target is being asked. */
    public void begun(Target target, long now) {
        long wait = over || settings == null ? Long.MAX_VALUE : wait(settings, target);
        dueAt = wait == Long.MAX_VALUE ? Long.MAX_VALUE : now + wait;
    }

    private long wait(Hedge hedge, Target target) {
        if (hedge.afterMillis() != null) {
            return TimeUnit.MILLISECONDS.toNanos(hedge.afterMillis());
        }
        return hedge.percentile() == null
                ? Long.MAX_VALUE
                : reserves.firstTokens().percentile(target, hedge.percentile());
    }

    /** When it is late; {@link Long#MAX_VALUE} when that no longer matters. */
    public long dueAt() {
        return dueAt;
    }

    /** Whether it is late and there is a hedge to spend, which is spent by that. */
    public boolean take(long now) {
        if (dueAt == Long.MAX_VALUE || now - dueAt < 0) {
            return false;
        }
        end();
        return reserves.hedges().withdraw();
    }

    /** There was nobody to hedge with. */
    public void notMade() {
        reserves.hedges().giveBack();
    }

    /** There is an answer, or nobody is being asked. */
    public void end() {
        over = true;
        dueAt = Long.MAX_VALUE;
    }
}
