package io.signalbox.adapter.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.adapter.conversation.Conversation;
import io.signalbox.adapter.conversation.Conversation.Role;
import io.signalbox.adapter.conversation.Conversation.Turn;
import io.signalbox.adapter.conversation.Part;
import io.signalbox.adapter.wire.ThoughtSignature;
import io.signalbox.adapter.wording.Wording;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns as messages. Instructions become one system message, a user's tool results become messages of their own before
 * what the user says, a failed one says so in words. Reasoning of earlier turns is not part of this format; a server that
 * wants it back gets it, unless another provider has signed it.
 */
final class OpenAiMessages {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private OpenAiMessages() {}

    static ArrayNode of(Conversation conversation, @Nullable String reasoningField) {
        ArrayNode messages = JSON.arrayNode();
        if (!conversation.system().isEmpty()) {
            messages.addObject()
                    .put("role", "system")
                    .put(
                            "content",
                            conversation.system().stream().map(Part.Text::text).collect(Collectors.joining("\n\n")));
        }
        for (Turn turn : conversation.turns()) {
            if (turn.role() == Role.USER) {
                user(turn.parts(), messages);
            } else {
                assistant(turn.parts(), messages, reasoningField);
            }
        }
        return messages;
    }

    private static void user(List<Part> parts, ArrayNode messages) {
        ArrayNode content = JSON.arrayNode();
        for (Part part : parts) {
            switch (part) {
                case Part.ToolResult result ->
                    messages.addObject()
                            .put("role", "tool")
                            .put("tool_call_id", result.callId())
                            .put("content", result.error() ? "Error: " + result.text() : result.text());
                case Part.Text(Wording text) ->
                    content.addObject().put("type", "text").set("text", text.node());
                case Part.ImageUrl(String url) -> image(content, url);
                case Part.ImageBytes(String mediaType, String base64) ->
                    image(content, "data:" + mediaType + ";base64," + base64);
                case Part.ToolCall ignored -> {}
                case Part.Reasoning ignored -> {}
            }
        }
        if (content.size() == 1 && content.get(0).has("text")) {
            messages.addObject()
                    .put("role", "user")
                    .set("content", content.get(0).get("text"));
        } else if (!content.isEmpty()) {
            messages.addObject().put("role", "user").set("content", content);
        }
    }

    private static void image(ArrayNode content, String url) {
        content.addObject().put("type", "image_url").putObject("image_url").put("url", url);
    }

    private static void assistant(List<Part> parts, ArrayNode messages, @Nullable String reasoningField) {
        StringBuilder reasoning = new StringBuilder();
        Wording text = Part.text(parts);
        ArrayNode calls = JSON.arrayNode();
        for (Part part : parts) {
            if (part instanceof Part.ToolCall call) {
                calls.add(call(call));
            } else if (part instanceof Part.Reasoning thought && ThoughtSignature.isNone(thought.signature())) {
                reasoning.append(thought.text());
            }
        }
        if (text.isEmpty() && calls.isEmpty()) {
            return;
        }
        ObjectNode message = messages.addObject().put("role", "assistant");
        if (text.isEmpty()) {
            message.putNull("content");
        } else {
            message.set("content", text.node());
        }
        if (reasoningField != null) {
            message.put(reasoningField, reasoning.toString());
        }
        if (!calls.isEmpty()) {
            message.set("tool_calls", calls);
        }
    }

    private static ObjectNode call(Part.ToolCall call) {
        ObjectNode node = JSON.objectNode().put("id", call.id()).put("type", "function");
        node.putObject("function")
                .put("name", call.name())
                .put("arguments", call.arguments().isBlank() ? "{}" : call.arguments());
        return node;
    }
}
