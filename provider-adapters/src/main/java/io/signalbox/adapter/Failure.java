package io.signalbox.adapter;

import io.signalbox.contracts.usage.FailureKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why an attempt did not work.
 *
 * @param status the provider's HTTP status, when it gave one
 * @param message the provider's own words, shortened and with anything that looks like a key taken out
 * @param code the provider's own code, when it gave one
 * @param retryAfter how long the provider asked to wait, when it did
 */
public record Failure(
        FailureKind kind,
        @Nullable Integer status,
        String message,
        @Nullable String code,
        @Nullable Duration retryAfter) {
    /** A failure that no reply of the provider tells of. */
    public static Failure of(FailureKind kind, String message) {
        return new Failure(kind, null, message, null, null);
    }
}
