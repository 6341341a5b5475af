package io.signalbox.adapter.anthropic;

import io.signalbox.adapter.conversation.StopReason;

/** Why the model stopped, from this format's words; one not known yet is an ordinary stop. */
final class AnthropicStops {
    private AnthropicStops() {}

    static StopReason of(String reason) {
        return switch (reason) {
            case "max_tokens", "model_context_window_exceeded" -> StopReason.LENGTH;
            case "tool_use" -> StopReason.TOOL_CALLS;
            case "refusal" -> StopReason.CONTENT_FILTER;
            default -> StopReason.STOP;
        };
    }
}
