package io.signalbox.adapter.conversation;

import io.signalbox.adapter.Failure;
import io.signalbox.adapter.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A complete answer in no provider's words.
 *
 * @param failure set when the provider answered with a success that is none: it refused the prompt, or broke off
 */
public record Answer(
        String id,
        String model,
        List<Part> parts,
        StopReason stopReason,
        Usage usage,
        @Nullable Failure failure) {
    /** An answer as it should be. */
    public Answer(String id, String model, List<Part> parts, StopReason stopReason, Usage usage) {
        this(id, model, parts, stopReason, usage, null);
    }
}
