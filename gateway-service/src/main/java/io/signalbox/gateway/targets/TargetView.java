package io.signalbox.gateway.targets;

import io.signalbox.gateway.health.KeyState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One target as an operator sees it.
 *
 * @param available whether the next request may be sent to it
 * @param reason why not: a word of the configuration, {@code CREDENTIAL_UNAVAILABLE}, or the breaker's last failure
 * @param state the breaker's position
 * @param until when it is tried again at the earliest
 * @param keys any of which may be used; none where none is needed
 */
record TargetView(
        String target,
        UUID configurationId,
        String configuration,
        String providerType,
        String model,
        boolean available,
        @Nullable String reason,
        TargetStates.State state,
        @Nullable Instant until,
        List<KeyState> keys) {
    /** The same target for a request it cannot serve, for this reason. */
    TargetView without(String why) {
        return new TargetView(
                target, configurationId, configuration, providerType, model, false, why, state, until, keys);
    }
}
