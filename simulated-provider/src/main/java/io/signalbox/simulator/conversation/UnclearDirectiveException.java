package io.signalbox.simulator.conversation;

/** A directive in a prompt cannot be understood; the caller gets the sentence in the provider's own error body. */
public final class UnclearDirectiveException extends RuntimeException {
    public UnclearDirectiveException(String message) {
        super(message);
    }
}
