package io.signalbox.gateway.selection;

import io.signalbox.gateway.health.Permit;
import io.signalbox.gateway.snapshot.Target;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A target as one request sees it. */
public final class Candidate {
    private final Target target;
    private final Routing routing;
    private int failures;
    private long readyAt;
    private @Nullable Permit permit;

    Candidate(Routed routed, long now) {
        this.target = routed.target();
        this.routing = routed.routing();
        this.readyAt = now;
    }

    public Target target() {
        return target;
    }

    /** How it came to be one. */
    Routing routing() {
        return routing;
    }

    /** How often it has failed this request. */
    public int failures() {
        return failures;
    }

    /** The latest leave to call it; there is one once it was chosen. */
    public Permit permit() {
        return Objects.requireNonNull(permit, "a candidate that was not chosen is not called");
    }

    void permitted(Permit given) {
        permit = given;
    }

    long readyAt() {
        return readyAt;
    }

    void failedUntil(long nanoTime) {
        failures++;
        readyAt = nanoTime;
    }
}
