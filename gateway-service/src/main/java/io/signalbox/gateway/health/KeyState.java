package io.signalbox.gateway.health;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One key of a target as an operator sees it: never the key.
 *
 * @param hint a few leading characters
 * @param until when it is used again at the earliest
 * @param reason the failure that keeps it from being used
 */
public record KeyState(
        UUID credentialId,
        String name,
        String hint,
        Use use,
        @Nullable Instant until,
        @Nullable String reason) {
    /** Whether it is used. */
    public enum Use {
        IN_USE,
        /** It ran into a limit, or its account is empty. */
        COOLING_DOWN,
        /** Its provider does not know it: it has to be replaced. */
        REFUSED,
        /** The credential service has not given it to this replica. */
        NOT_AT_HAND
    }
}
