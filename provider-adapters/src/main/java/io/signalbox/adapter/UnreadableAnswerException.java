package io.signalbox.adapter;

/** An answer that is not what the provider's own format promises. Its message never quotes the answer. */
public final class UnreadableAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what was expected and missing. */
    public UnreadableAnswerException(String message) {
        super(message, null, false, false);
    }
}
