package io.signalbox.bench;

/** The command line does not say what to do; the message says what it may say. */
final class BadUsageException extends RuntimeException {
    BadUsageException(String message) {
        super(message);
    }
}
