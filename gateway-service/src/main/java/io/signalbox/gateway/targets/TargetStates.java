package io.signalbox.gateway.targets;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the data plane has experienced with its targets; told here so that operators can see it. */
public interface TargetStates {
    /** The state of one target; {@link State#CLOSED} for one never called. */
    TargetState of(UUID configurationId, String model);

    /** The breaker's position, in its usual words. */
    enum State {
        CLOSED,
        OPEN,
        HALF_OPEN,
        COOLING_DOWN
    }

    /**
     * @param until when it is tried again at the earliest; null when it is in use
     * @param reason the last failure that counted
     */
    record TargetState(
            State state, @Nullable Instant until, @Nullable String reason) {
        public static final TargetState IN_USE = new TargetState(State.CLOSED, null, null);
    }
}
