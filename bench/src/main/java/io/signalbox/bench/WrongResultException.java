package io.signalbox.bench;

/** Something was answered wrongly or not recorded: then no number counts. */
public final class WrongResultException extends RuntimeException {
    public WrongResultException(String message) {
        super(message);
    }
}
