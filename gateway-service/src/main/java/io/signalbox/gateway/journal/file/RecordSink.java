package io.signalbox.gateway.journal.file;

import io.signalbox.gateway.journal.frame.Frame;
import java.util.concurrent.CompletableFuture;

/** Where the drain brings the ends of attempts: Kafka, or a test's own list. */
interface RecordSink extends AutoCloseable {
    /** Completes when it cannot be lost any more. */
    CompletableFuture<?> send(Frame closed);

    @Override
    void close();
}
