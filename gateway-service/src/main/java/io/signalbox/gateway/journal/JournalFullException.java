package io.signalbox.gateway.journal;

/** No room to record an attempt, so it is not made. Has no stack trace: it is an answer, not a fault. */
public final class JournalFullException extends RuntimeException {
    public JournalFullException(String message) {
        super(message, null, false, false);
    }
}
