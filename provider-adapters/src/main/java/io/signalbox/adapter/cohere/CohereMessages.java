package io.signalbox.adapter.cohere;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.adapter.conversation.Conversation;
import io.signalbox.adapter.conversation.Conversation.Role;
import io.signalbox.adapter.conversation.Conversation.Turn;
import io.signalbox.adapter.conversation.Part;
import io.signalbox.adapter.wording.Wording;
import java.util.List;
import java.util.stream.Collectors;

/** Turns as messages. Thoughts of earlier turns are left out: only the model's own plan would be taken back. */
final class CohereMessages {
    private CohereMessages() {}

    static ArrayNode of(Conversation conversation) {
        ArrayNode messages = JsonNodeFactory.instance.arrayNode();
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
                assistant(turn.parts(), messages);
            }
        }
        return messages;
    }

    private static void user(List<Part> parts, ArrayNode messages) {
        ArrayNode content = JsonNodeFactory.instance.arrayNode();
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
        if (!content.isEmpty()) {
            messages.addObject().put("role", "user").set("content", content);
        }
    }

    private static void image(ArrayNode content, String url) {
        content.addObject().put("type", "image_url").putObject("image_url").put("url", url);
    }

    private static void assistant(List<Part> parts, ArrayNode messages) {
        String text = parts.stream()
                .filter(Part.Text.class::isInstance)
                .map(part -> ((Part.Text) part).text())
                .collect(Collectors.joining());
        ArrayNode calls = JsonNodeFactory.instance.arrayNode();
        for (Part part : parts) {
            if (part instanceof Part.ToolCall call) {
                calls.addObject()
                        .put("id", call.id())
                        .put("type", "function")
                        .putObject("function")
                        .put("name", call.name())
                        .put("arguments", call.arguments());
            }
        }
        if (text.isEmpty() && calls.isEmpty()) {
            return;
        }
        ObjectNode message = messages.addObject().put("role", "assistant");
        if (!text.isEmpty()) {
            message.put("content", text);
        }
        if (!calls.isEmpty()) {
            message.set("tool_calls", calls);
        }
    }
}
