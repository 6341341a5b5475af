package io.signalbox.simulator.dialect;

/** The simulated provider says no, for a reason of its own and not for a scripted fault. */
public final class ProviderErrorException extends RuntimeException {
    private final ProviderError error;

    public ProviderErrorException(ProviderError error, String message) {
        super(message);
        this.error = error;
    }

    public ProviderErrorException(ProviderError error, String message, Throwable cause) {
        super(message, cause);
        this.error = error;
    }

    public ProviderError error() {
        return error;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
