package io.signalbox.gateway.snapshot;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The one reference behind which snapshots are exchanged. Reading it is a volatile read and nothing else. */
public final class SnapshotHolder {
    private final List<Consumer<Snapshot>> listeners = new CopyOnWriteArrayList<>();
    private volatile Snapshot current;

    public SnapshotHolder() {
        this(Snapshot.empty());
    }

    public SnapshotHolder(Snapshot first) {
        this.current = first;
    }

    /** The latest snapshot; take it once per request. */
    public Snapshot current() {
        return current;
    }

    /** Calls the listener with every later snapshot, on the thread that brings it; it must be quick. */
    public void onChange(Consumer<Snapshot> listener) {
        listeners.add(listener);
    }

    /** Makes a snapshot the current one. */
    public void replace(Snapshot next) {
        current = next;
        listeners.forEach(listener -> listener.accept(next));
    }
}
