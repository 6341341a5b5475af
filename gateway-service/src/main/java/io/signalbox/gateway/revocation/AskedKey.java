package io.signalbox.gateway.revocation;

import io.signalbox.contracts.credential.CredentialEvent.AccessKeyIssued;
import io.signalbox.gateway.owners.CredentialCalls;
import io.signalbox.gateway.snapshot.AccessKey;
import io.signalbox.gateway.snapshot.KeyLookup;
import java.util.concurrent.Semaphore;
import reactor.core.publisher.Mono;

/** Asks the credential service for one key, never for many at once: a stale gateway must not become its burden. */
final class AskedKey implements KeyFallback {
    private static final int AT_ONCE_MAX = 16;

    private final Semaphore room = new Semaphore(AT_ONCE_MAX);
    private final CredentialCalls credentials;

    AskedKey(CredentialCalls credentials) {
        this.credentials = credentials;
    }

    @Override
    public Mono<KeyLookup> lookUp(String sha256Hex) {
        return Mono.defer(() -> {
            if (!room.tryAcquire()) {
                return Mono.error(new IllegalStateException("too many keys are being asked for"));
            }
            return credentials
                    .accessKey(sha256Hex)
                    .map(found -> found.map(AskedKey::lookup).orElse(KeyLookup.UNKNOWN))
                    .doFinally(signal -> room.release());
        });
    }

    private static KeyLookup lookup(AccessKeyIssued issued) {
        return issued.active() ? new KeyLookup.Known(AccessKey.of(issued)) : KeyLookup.REVOKED;
    }
}
