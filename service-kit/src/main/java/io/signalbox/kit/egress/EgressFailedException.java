package io.signalbox.kit.egress;

import java.io.IOException;

/** A call was made and got no usable answer. The cause's own text may stay with us; {@link #failure()} is for callers. */
public final class EgressFailedException extends IOException {
    /** How it failed. */
    public enum Failure {
        /** No host of that name. */
        UNKNOWN_HOST,
        /** Nobody answers there. */
        CONNECT,
        /** The other side's certificate is not good. */
        TLS,
        /** No answer in time. */
        TIMEOUT,
        /** More bytes than a control-plane answer may have. */
        TOO_LARGE,
        /** The connection broke while it was used. */
        BROKEN
    }

    private final Failure failure;

    EgressFailedException(Failure failure, EgressRequest request, Throwable cause) {
        super(request + " failed: " + failure, cause);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
