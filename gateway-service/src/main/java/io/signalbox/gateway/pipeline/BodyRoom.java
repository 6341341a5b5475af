package io.signalbox.gateway.pipeline;

import io.signalbox.gateway.admission.GatewayRefusal;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of the heap the bodies of all requests may take together while they are served. Without it a handful of
 * large requests at once would end the process, and with it everybody's streams.
 */
final class BodyRoom {
    private final long max;
    private final AtomicLong taken = new AtomicLong();

    /** {@code max} in bytes. */
    BodyRoom(long max) {
        this.max = max;
    }

    /** Takes room for that many more bytes, or refuses the request. */
    void take(int bytes) {
        if (taken.addAndGet(bytes) > max) {
            taken.addAndGet(-bytes);
            throw GatewayRefusal.BODIES_FULL.refused();
        }
    }

    void giveBack(long bytes) {
        taken.addAndGet(-bytes);
    }

    long taken() {
        return taken.get();
    }
}
