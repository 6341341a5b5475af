package io.signalbox.adapter.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.conversation.StopReason;
import io.signalbox.adapter.wording.Wording;

/** Texts that stand in messages and deltas in more than one form, and the reasons to stop. */
final class OpenAiText {
    private OpenAiText() {}

    /** Plain text, or the text of its text parts; empty for anything else. */
    static String of(JsonNode content) {
        if (content.isTextual()) {
            return content.textValue();
        }
        StringBuilder text = new StringBuilder();
        if (content.isArray()) {
            for (JsonNode part : content) {
                text.append(
                        part.path("type").asText("").equals("text")
                                ? part.path("text").asText("")
                                : "");
            }
        }
        return text.toString();
    }

    /** The same, not decoded where it is plain text. */
    static Wording wording(JsonNode content) {
        return content.isTextual() ? Wording.of(content) : Wording.of(of(content));
    }

    /** Reasoning, under either name it has among servers, or among the parts of the content. */
    static String reasoning(JsonNode message) {
        StringBuilder text = new StringBuilder(of(message.path("reasoning_content")));
        if (text.isEmpty()) {
            text.append(of(message.path("reasoning")));
        }
        if (message.path("content").isArray()) {
            message.path("content").forEach(part -> text.append(of(part.path("thinking"))));
        }
        return text.toString();
    }

    /** A tool call's arguments as JSON text; some servers send the object itself. */
    static String arguments(JsonNode call) {
        JsonNode arguments = call.path("function").path("arguments");
        return arguments.isContainerNode() ? arguments.toString() : arguments.asText("");
    }

    /** Why the model stopped; some servers say {@code stop} after a tool call too. */
    static StopReason stop(String reason, boolean called) {
        return switch (reason) {
            case "length", "model_length" -> StopReason.LENGTH;
            case "content_filter" -> StopReason.CONTENT_FILTER;
            case "tool_calls", "function_call" -> StopReason.TOOL_CALLS;
            default -> called ? StopReason.TOOL_CALLS : StopReason.STOP;
        };
    }
}
