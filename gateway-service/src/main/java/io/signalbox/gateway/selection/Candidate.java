package io.signalbox.gateway.selection;

import io.signalbox.gateway.snapshot.Target;

/** A target as one request sees it. */
public final class Candidate {
    private final Target target;
    private int failures;
    private long readyAt;

    Candidate(Target target, long now) {
        this.target = target;
        this.readyAt = now;
    }

    public Target target() {
        return target;
    }

    /** How often it has failed this request. */
    public int failures() {
        return failures;
    }

    long readyAt() {
        return readyAt;
    }

    void failedUntil(long nanoTime) {
        failures++;
        readyAt = nanoTime;
    }
}
