package io.signalbox.adapter.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.UnreadableAnswerException;
import io.signalbox.adapter.conversation.Part;
import io.signalbox.adapter.conversation.StopReason;
import io.signalbox.adapter.wire.ThoughtSignature;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The parts of one answer, whole or as they come. A signed part is preceded by a thought that bears its signature, so
 * that it can go back where it came from. Calls that the model gave no id get one of the answer's id and their number:
 * answers of tools are matched by it, and no two calls of a conversation may share one.
 */
final class GeminiParts {
    /** As signatures are marked in a conversation. */
    static final String SIGNER = "gemini";

    private final Supplier<String> ids;
    private int calls;

    GeminiParts(Supplier<String> ids) {
        this.ids = ids;
    }

    /** What a candidate of this answer says; what no conversation has a place for is left out. */
    List<Part> of(JsonNode candidate, String answerId) {
        List<Part> parts = new ArrayList<>();
        for (JsonNode part : candidate.path("content").path("parts")) {
            String text = part.path("text").asText("");
            String signature = part.path("thoughtSignature").asText("");
            String marked = signature.isEmpty() ? null : ThoughtSignature.marked(SIGNER, signature);
            if (part.path("thought").asBoolean(false)) {
                parts.add(new Part.Reasoning(text, marked));
                continue;
            }
            if (marked != null) {
                parts.add(new Part.Reasoning("", marked));
            }
            if (part.has("functionCall")) {
                parts.add(call(part.path("functionCall"), answerId));
            } else if (part.has("inlineData")) {
                parts.add(image(part.path("inlineData")));
            } else if (!text.isEmpty()) {
                parts.add(new Part.Text(text));
            }
        }
        return parts;
    }

    boolean anyCall() {
        return calls > 0;
    }

    /**
     * Why the model stopped (Candidate.FinishReason). A call of a tool ends with STOP as text does, and in a stream in a
     * later event than the call.
     */
    StopReason stop(String reason) {
        return switch (reason) {
            case "MAX_TOKENS" -> StopReason.LENGTH;
            case "SAFETY",
                    "RECITATION",
                    "BLOCKLIST",
                    "PROHIBITED_CONTENT",
                    "SPII",
                    "IMAGE_SAFETY",
                    "IMAGE_PROHIBITED_CONTENT",
                    "IMAGE_RECITATION" -> StopReason.CONTENT_FILTER;
            default -> anyCall() ? StopReason.TOOL_CALLS : StopReason.STOP;
        };
    }

    private Part.ToolCall call(JsonNode call, String answerId) {
        String name = call.path("name").asText("");
        if (name.isEmpty()) {
            throw new UnreadableAnswerException("a tool call has no name");
        }
        JsonNode arguments = call.path("args");
        int number = calls++;
        String id = call.path("id").asText("");
        return new Part.ToolCall(
                id.isEmpty() ? "call_" + unique(answerId) + "_" + number : id,
                name,
                arguments.isObject() ? arguments.toString() : "{}");
    }

    /** Other formats let ids be of letters, digits, {@code _} and {@code -} only. */
    private String unique(String answerId) {
        return answerId.isEmpty() ? ids.get() : answerId.replaceAll("[^A-Za-z0-9_-]", "_");
    }

    private static Part.ImageBytes image(JsonNode data) {
        return new Part.ImageBytes(
                data.path("mimeType").asText(""), data.path("data").asText(""));
    }
}
