package io.signalbox.gateway.owners;

/** A service of this installation answered something else than it promises. Never carries what it answered. */
public final class OwnerFailedException extends RuntimeException {
    public OwnerFailedException(String message) {
        super(message, null, false, false);
    }
}
