package io.signalbox.gateway.targets;

import io.signalbox.gateway.health.KeyState;
import io.signalbox.gateway.snapshot.Target;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the data plane has experienced with its targets; told here so that operators can see it. */
public interface TargetStates {
    /** The state of one target; {@link State#CLOSED} for one never called. */
    TargetState of(Target target);

    /** The state of each of its keys. */
    List<KeyState> keys(Target target);

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
