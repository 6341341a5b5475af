package io.signalbox.credential.sealing;

/** A sealed key does not open: wrong master key, wrong context, or changed bytes. Says nothing of the content. */
public final class UnopenableException extends RuntimeException {
    public UnopenableException(String why) {
        super(why);
    }
}
