package io.signalbox.gateway.journal.file;

import io.signalbox.gateway.journal.frame.Frame;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A Kafka that is a list, and can be away. */
final class CollectingSink implements RecordSink {
    final List<Frame> received = new CopyOnWriteArrayList<>();
    volatile boolean away;

    @Override
    public CompletableFuture<?> send(Frame closed) {
        if (away) {
            return CompletableFuture.failedFuture(new IllegalStateException("Kafka is away"));
        }
        received.add(closed);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        // A list has nothing to close.
    }
}
