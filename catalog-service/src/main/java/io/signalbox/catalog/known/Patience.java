package io.signalbox.catalog.known;

import io.signalbox.kit.eventstore.ReadYourWrites;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Looks again for a bounded time. A caller may name what another service answered with a moment ago and what is still on
 * its way here; a refusal is right only when it had the time to arrive.
 */
public final class Patience {
    private static final Duration POLL = Duration.ofMillis(10);

    private final long until;

    private Patience(long until) {
        this.until = until;
    }

    /** From now on for {@link ReadYourWrites#WAIT_MAX}, however many things are looked for. */
    public static Patience begin() {
        return new Patience(System.nanoTime() + ReadYourWrites.WAIT_MAX.toNanos());
    }

    /** The first found; empty when there is nothing when the time is over. */
    public <T> Optional<T> await(Supplier<Optional<T>> look) {
        Optional<T> found = look.get();
        while (found.isEmpty() && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(POLL.toNanos());
            found = look.get();
        }
        return found;
    }
}
