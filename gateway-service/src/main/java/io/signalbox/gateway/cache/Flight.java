package io.signalbox.gateway.cache;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/** A request on its way whose answer may do for others that ask the same. */
final class Flight {
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final AtomicInteger waiters = new AtomicInteger();

    /** Whether there is room for one more to wait; who waits has to leave. */
    boolean join(int max) {
        if (waiters.incrementAndGet() <= max) {
            return true;
        }
        waiters.decrementAndGet();
        return false;
    }

    void leave() {
        waiters.decrementAndGet();
    }

    /** Ends with the flight; one who stops waiting ends it for nobody else. */
    Mono<Void> end() {
        return Mono.fromFuture(over, true);
    }

    void landed() {
        over.complete(null);
    }
}
