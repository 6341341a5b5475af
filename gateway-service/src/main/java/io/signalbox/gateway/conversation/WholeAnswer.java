package io.signalbox.gateway.conversation;

import io.signalbox.adapter.Failure;
import io.signalbox.adapter.Usage;
import org.jspecify.annotations.Nullable;

/**
 * A complete answer as the caller gets it, and what it says about itself.
 *
 * @param body null when the caller gets it as it came
 * @param failure set when a success status carried an error
 * @param contentType as the provider named it; null for JSON
 */
public record WholeAnswer(
        byte @Nullable [] body,
        @Nullable String model,
        @Nullable Usage usage,
        @Nullable Failure failure,
        @Nullable String contentType) {
    /** One that is JSON. */
    public WholeAnswer(
            byte @Nullable [] body, @Nullable String model, @Nullable Usage usage, @Nullable Failure failure) {
        this(body, model, usage, failure, null);
    }
}
