package io.signalbox.gateway.journal.file;

import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** An end that waits until its request's reply is out, and then for Kafka. */
final class HeldEnd {
    private final AttemptKey key;
    private final Position from;
    private final @Nullable Frame frame;
    private final OnTheWay.Stretch stretch;

    /** Without the frame it is read again when it is needed. */
    HeldEnd(AttemptKey key, Position from, @Nullable Frame frame, OnTheWay.Stretch stretch) {
        this.key = key;
        this.from = from;
        this.frame = frame;
        this.stretch = stretch;
    }

    AttemptKey key() {
        return key;
    }

    UUID requestId() {
        return key.requestId();
    }

    Frame frame(SegmentLog log) throws IOException {
        return frame != null ? frame : log.read(from);
    }

    boolean isAt(OnTheWay.Stretch place) {
        return stretch == place;
    }

    /** It waits no longer for its reply. */
    void sent(CompletableFuture<?> sent) {
        stretch.sent(sent, 1);
    }

    /** The same end stands further on, and waits there. */
    void superseded() {
        stretch.sent(OnTheWay.NOTHING, 0);
    }
}
