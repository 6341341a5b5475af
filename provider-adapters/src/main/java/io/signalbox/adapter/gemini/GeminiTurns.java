package io.signalbox.adapter.gemini;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.adapter.conversation.Conversation.Role;
import io.signalbox.adapter.conversation.Conversation.Turn;
import io.signalbox.adapter.conversation.Part;
import io.signalbox.adapter.conversation.Turns;
import io.signalbox.adapter.wire.ThoughtSignature;
import io.signalbox.adapter.wire.ToolArguments;
import io.signalbox.adapter.wording.Wording;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns as contents. Answers of tools stand first in a user's turn, for they have to follow the calls, and bear the
 * name of the function, which other formats know only by the call's id. A signature that Google made goes back to the
 * part it came with; the thoughts themselves do not.
 */
final class GeminiTurns {
    /**
     * Stands for a signature nobody has, because the call was another provider's or the caller's format has no place for
     * it (ai.google.dev/gemini-api/docs/thought-signatures, FAQ). Without it the third generation refuses the call.
     */
    private static final String UNSIGNED = "skip_thought_signature_validator";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final GeminiModelName model;
    private final Map<String, String> functions = new HashMap<>();

    private GeminiTurns(GeminiModelName model) {
        this.model = model;
    }

    static ArrayNode of(List<Turn> turns, GeminiModelName model) {
        GeminiTurns writer = new GeminiTurns(model);
        ArrayNode contents = JSON.arrayNode();
        for (Turn turn : Turns.merged(turns, GeminiTurns::says)) {
            ObjectNode content = contents.addObject().put("role", role(turn.role()));
            writer.write(turn.parts(), content.putArray("parts"));
        }
        return contents;
    }

    private static String role(Role role) {
        return switch (role) {
            case USER -> "user";
            case ASSISTANT -> "model";
        };
    }

    private static boolean says(Part part) {
        return switch (part) {
            case Part.Text(Wording text) -> !text.isEmpty();
            case Part.Reasoning reasoning -> signature(reasoning) != null;
            case Part.ImageUrl ignored -> true;
            case Part.ImageBytes ignored -> true;
            case Part.ToolCall ignored -> true;
            case Part.ToolResult ignored -> true;
        };
    }

    private static @Nullable String signature(Part.Reasoning reasoning) {
        return ThoughtSignature.madeBy(GeminiParts.SIGNER, reasoning.signature());
    }

    private void write(List<Part> parts, ArrayNode content) {
        parts.stream()
                .filter(Part.ToolResult.class::isInstance)
                .map(Part.ToolResult.class::cast)
                .forEach(result -> result(result, content));
        String pending = null;
        boolean signedCall = false;
        for (Part part : parts) {
            if (part instanceof Part.Reasoning reasoning) {
                pending = signature(reasoning);
            } else if (!(part instanceof Part.ToolResult)) {
                ObjectNode written = part(part, content);
                if (part instanceof Part.ToolCall) {
                    pending = pending == null && !signedCall && model.demandsSignatures() ? UNSIGNED : pending;
                    signedCall = true;
                }
                if (pending != null) {
                    written.put("thoughtSignature", pending);
                    pending = null;
                }
            }
        }
        if (pending != null) {
            content.addObject().put("text", "").put("thoughtSignature", pending);
        }
    }

    private ObjectNode part(Part part, ArrayNode content) {
        ObjectNode node = content.addObject();
        switch (part) {
            case Part.Text(Wording text) -> node.set("text", text.node());
            case Part.ImageUrl(String url) -> {
                ObjectNode file = node.putObject("fileData").put("fileUri", url);
                String type = type(url);
                if (type != null) {
                    file.put("mimeType", type);
                }
            }
            case Part.ImageBytes(String mediaType, String base64) ->
                node.putObject("inlineData").put("mimeType", mediaType).put("data", base64);
            case Part.ToolCall(String id, String name, String arguments) -> {
                functions.put(id, name);
                node.putObject("functionCall")
                        .put("id", id)
                        .put("name", name)
                        .set("args", ToolArguments.of(arguments).orElseGet(JSON::objectNode));
            }
            case Part.ToolResult ignored -> {}
            case Part.Reasoning ignored -> {}
        }
        return node;
    }

    /** FunctionResponse.response: what a function gave stands under {@code output}, why it failed under {@code error}. */
    private void result(Part.ToolResult result, ArrayNode content) {
        content.addObject()
                .putObject("functionResponse")
                .put("id", result.callId())
                .put("name", functions.getOrDefault(result.callId(), result.callId()))
                .putObject("response")
                .put(result.error() ? "error" : "output", result.text());
    }

    /** The type an address ends with; without one the provider looks for itself. */
    private static @Nullable String type(String url) {
        int end = url.indexOf('?') < 0 ? url.length() : url.indexOf('?');
        String path = url.substring(0, end).toLowerCase(Locale.ROOT);
        return switch (path.substring(path.lastIndexOf('.') + 1)) {
            case "png" -> "image/png";
            case "jpg", "jpeg" -> "image/jpeg";
            case "webp" -> "image/webp";
            case "heic" -> "image/heic";
            case "heif" -> "image/heif";
            default -> null;
        };
    }
}
