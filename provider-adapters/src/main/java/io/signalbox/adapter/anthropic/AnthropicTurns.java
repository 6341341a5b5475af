package io.signalbox.adapter.anthropic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.adapter.conversation.Conversation.Role;
import io.signalbox.adapter.conversation.Conversation.Turn;
import io.signalbox.adapter.conversation.Part;
import io.signalbox.adapter.conversation.Turns;
import io.signalbox.adapter.wire.ToolArguments;
import java.util.List;

/**
 * Turns as messages. Turns of one speaker in a row become one; in a user's message the tool results stand first, as
 * the format demands, all else keeps its order.
 */
final class AnthropicTurns {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private AnthropicTurns() {}

    static ArrayNode of(List<Turn> turns) {
        ArrayNode messages = JSON.arrayNode();
        for (Turn turn : Turns.merged(turns, AnthropicRequest::says)) {
            ObjectNode message = messages.addObject().put("role", role(turn.role()));
            ArrayNode content = message.putArray("content");
            turn.parts().stream().filter(Part.ToolResult.class::isInstance).forEach(part -> content.add(block(part)));
            turn.parts().stream()
                    .filter(part -> !(part instanceof Part.ToolResult))
                    .forEach(part -> content.add(block(part)));
        }
        return messages;
    }

    static ObjectNode text(Part.Text part) {
        return JSON.objectNode().put("type", "text").set("text", part.wording().node());
    }

    private static String role(Role role) {
        return switch (role) {
            case USER -> "user";
            case ASSISTANT -> "assistant";
        };
    }

    private static ObjectNode block(Part part) {
        ObjectNode block = JSON.objectNode();
        switch (part) {
            case Part.Text text -> block = text(text);
            case Part.ImageUrl(String url) ->
                block.put("type", "image")
                        .putObject("source")
                        .put("type", "url")
                        .put("url", url);
            case Part.ImageBytes(String mediaType, String base64) ->
                block.put("type", "image")
                        .putObject("source")
                        .put("type", "base64")
                        .put("media_type", mediaType)
                        .put("data", base64);
            case Part.ToolCall(String id, String name, String arguments) ->
                block.put("type", "tool_use")
                        .put("id", id)
                        .put("name", name)
                        .set("input", ToolArguments.of(arguments).orElseGet(JSON::objectNode));
            case Part.ToolResult result -> block = result(result);
            case Part.Reasoning(String text, String signature) ->
                block.put("type", "thinking").put("thinking", text).put("signature", signature);
        }
        return block;
    }

    private static ObjectNode result(Part.ToolResult result) {
        ObjectNode block = JSON.objectNode()
                .put("type", "tool_result")
                .put("tool_use_id", result.callId())
                .put("content", result.text());
        return result.error() ? block.put("is_error", true) : block;
    }
}
