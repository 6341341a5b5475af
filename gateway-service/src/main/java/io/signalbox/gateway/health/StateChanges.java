package io.signalbox.gateway.health;

import io.signalbox.gateway.snapshot.Target;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Is told what changes with targets and keys, on the thread of a request: must be quick and must not fail. */
@FunctionalInterface
public interface StateChanges {
    /** Nobody is told. */
    StateChanges NOBODY = (target, credentialId, change, reason) -> {};

    /**
     * It changed.
     *
     * @param credentialId the key it is about; null when it is the target itself
     * @param reason the failure that led to it; null for a return
     */
    void changed(Target target, @Nullable UUID credentialId, StateChange change, @Nullable String reason);
}
