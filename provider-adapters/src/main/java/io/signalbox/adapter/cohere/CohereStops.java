package io.signalbox.adapter.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.Failure;
import io.signalbox.adapter.Usage;
import io.signalbox.adapter.conversation.StopReason;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.contracts.usage.Meter;
import org.jspecify.annotations.Nullable;

/** How an answer ended, and what it used. */
final class CohereStops {
    private CohereStops() {}

    static StopReason of(String reason) {
        return switch (reason) {
            case "MAX_TOKENS" -> StopReason.LENGTH;
            case "TOOL_CALL" -> StopReason.TOOL_CALLS;
            default -> StopReason.STOP;
        };
    }

    static @Nullable Failure broken(String reason) {
        return switch (reason) {
            case "ERROR", "TIMEOUT" ->
                new Failure(
                        reason.equals("ERROR") ? FailureKind.PROVIDER_ERROR : FailureKind.PROVIDER_TIMEOUT,
                        null,
                        "the answer broke off: " + reason,
                        reason,
                        null);
            default -> null;
        };
    }

    /** What is billed where that is told: it is less than was read, because Cohere's own preamble is free. */
    static Usage usage(JsonNode usage) {
        JsonNode billed = usage.path("billed_units");
        JsonNode counted = billed.isObject() ? billed : usage.path("tokens");
        return new Usage.Builder()
                .add(Meter.INPUT_TOKENS, counted.path("input_tokens").asLong())
                .add(Meter.OUTPUT_TOKENS, counted.path("output_tokens").asLong())
                .build();
    }
}
