package io.signalbox.gateway.revocation;

import io.signalbox.gateway.snapshot.KeyLookup;
import reactor.core.publisher.Mono;

/**
 * The one bounded look-up for a key the snapshot does not know while it is stale. Fails when the credential service
 * cannot be asked in time; the caller then answers 503, never 401.
 */
public interface KeyFallback {
    Mono<KeyLookup> lookUp(String sha256Hex);
}
