package io.signalbox.gateway.outbox;

import io.signalbox.contracts.signal.SignalEvent;

/** Where occurrences go: Kafka, or a test's own list. */
interface SignalSink extends AutoCloseable {
    /** Returns when it cannot be lost any more; fails when that did not work. */
    void send(SignalEvent occurrence) throws InterruptedException;

    @Override
    void close();
}
