package io.signalbox.simulator.wire;

import java.util.function.BiConsumer;

/** Answers requests. The callback may be called at once, or later from any thread, exactly once. */
@FunctionalInterface
public interface Responder {
    void respond(Incoming incoming, BiConsumer<Delivery, Witness> whenReady);
}
