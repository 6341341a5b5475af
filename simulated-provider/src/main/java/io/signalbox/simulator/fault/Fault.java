package io.signalbox.simulator.fault;

import org.jspecify.annotations.Nullable;

/** A kind with its parameters; what is not given is as the kind's description says. */
public record Fault(
        FaultKind kind,
        @Nullable Integer millis,
        @Nullable Integer bytes,
        @Nullable Integer retryAfterSeconds,
        @Nullable String message) {
    private static final int HUGE_BYTES = 1 << 20;
    private static final int HUGE_BYTES_MAX = 16 << 20;

    public Fault {
        if (bytes != null && (bytes < 0 || bytes > HUGE_BYTES_MAX)) {
            throw new IllegalArgumentException("'bytes' must be from 0 to " + HUGE_BYTES_MAX + ".");
        }
        if ((millis != null && millis < 0) || (retryAfterSeconds != null && retryAfterSeconds < 0)) {
            throw new IllegalArgumentException("'millis' and 'retryAfterSeconds' must not be negative.");
        }
    }

    public static Fault of(FaultKind kind) {
        return new Fault(kind, null, null, null, null);
    }

    public Fault withMillis(int value) {
        return new Fault(kind, value, bytes, retryAfterSeconds, message);
    }

    public Fault withRetryAfterSeconds(int value) {
        return new Fault(kind, millis, bytes, value, message);
    }

    public int millisOr(int otherwise) {
        return millis == null ? otherwise : millis;
    }

    public int bytesOrHuge() {
        return bytes == null ? HUGE_BYTES : bytes;
    }
}
