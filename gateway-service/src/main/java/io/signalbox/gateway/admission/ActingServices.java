package io.signalbox.gateway.admission;

import io.signalbox.kit.security.ActingAs;

/**
 * Which access key a service of this installation acts as. The one service that may is the one that works through
 * batches; every other token, also another service's, is refused by an exception.
 */
@FunctionalInterface
public interface ActingServices {
    /** Name of the service that sends the lines of batches. */
    String OF_BATCHES = "vfs";

    /** The access key of a token that was verified. */
    ActingAs verified(String token);
}
