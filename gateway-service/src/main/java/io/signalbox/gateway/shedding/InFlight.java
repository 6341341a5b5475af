package io.signalbox.gateway.shedding;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The calls a replica is serving, and how many it may. The nearer that is to the most it should have, the more a call has
 * to matter to be let in: from half on nothing of low priority, from nine tenths on nothing of normal. So what matters
 * little is refused at once, instead of everything becoming slow.
 */
public final class InFlight {
    private final AtomicInteger calls = new AtomicInteger();
    private final int lowMax;
    private final int normalMax;
    private final int highMax;

    /** {@code max} of all priorities together. */
    public InFlight(int max) {
        if (max < 1) {
            throw new IllegalArgumentException("signalbox.gateway.in-flight-max must be at least 1");
        }
        this.highMax = max;
        this.normalMax = Math.max(1, max - max / 10);
        this.lowMax = Math.max(1, max / 2);
    }

    /** Whether one more of this priority is let in; who is has to {@link #leave}, once. */
    public boolean enter(Priority priority) {
        int most = switch (priority) {
            case LOW -> lowMax;
            case NORMAL -> normalMax;
            case HIGH -> highMax;
        };
        if (calls.incrementAndGet() <= most) {
            return true;
        }
        calls.decrementAndGet();
        return false;
    }

    public void leave() {
        calls.decrementAndGet();
    }

    /** How many there are. */
    public int calls() {
        return calls.get();
    }
}
