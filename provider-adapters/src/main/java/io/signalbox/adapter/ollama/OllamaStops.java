package io.signalbox.adapter.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.Failure;
import io.signalbox.adapter.Usage;
import io.signalbox.adapter.conversation.StopReason;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.contracts.usage.Meter;
import org.jspecify.annotations.Nullable;

/** How an answer ended, and what it used. */
final class OllamaStops {
    private OllamaStops() {}

    static StopReason of(String reason, boolean called) {
        if (called) {
            return StopReason.TOOL_CALLS;
        }
        return reason.equals("length") ? StopReason.LENGTH : StopReason.STOP;
    }

    /** A model that was only loaded, or taken away, has said nothing. */
    static @Nullable Failure broken(String reason) {
        return reason.equals("load") || reason.equals("unload")
                ? new Failure(FailureKind.PROVIDER_ERROR, null, "the answer broke off: " + reason, reason, null)
                : null;
    }

    /** A count that is left out is zero: nothing of the prompt had to be read anew. */
    static Usage usage(JsonNode done) {
        return new Usage.Builder()
                .add(Meter.INPUT_TOKENS, done.path("prompt_eval_count").asLong())
                .add(Meter.OUTPUT_TOKENS, done.path("eval_count").asLong())
                .build();
    }
}
