package io.signalbox.adapter.ollama;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.adapter.conversation.Conversation;
import io.signalbox.adapter.conversation.Conversation.Role;
import io.signalbox.adapter.conversation.Conversation.Turn;
import io.signalbox.adapter.conversation.Part;
import io.signalbox.adapter.wire.ThoughtSignature;
import io.signalbox.adapter.wire.ToolArguments;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Turns as messages: pictures beside the text, arguments as objects, and results under the name of the tool. Earlier thoughts
 * go back unless another provider has signed them.
 */
final class OllamaMessages {
    private final ArrayNode messages = JsonNodeFactory.instance.arrayNode();
    private final Map<String, String> toolNames = new HashMap<>();

    private OllamaMessages() {}

    static ArrayNode of(Conversation conversation) {
        OllamaMessages written = new OllamaMessages();
        if (!conversation.system().isEmpty()) {
            written.message(
                    "system",
                    conversation.system().stream().map(Part.Text::text).collect(Collectors.joining("\n\n")));
        }
        for (Turn turn : conversation.turns()) {
            if (turn.role() == Role.USER) {
                written.user(turn);
            } else {
                written.assistant(turn);
            }
        }
        return written.messages;
    }

    private ObjectNode message(String role, String content) {
        return messages.addObject().put("role", role).put("content", content);
    }

    private void user(Turn turn) {
        StringBuilder text = new StringBuilder();
        ArrayNode images = JsonNodeFactory.instance.arrayNode();
        for (Part part : turn.parts()) {
            switch (part) {
                case Part.ToolResult result -> {
                    String said = result.error() ? "Error: " + result.text() : result.text();
                    message("tool", said)
                            .put("tool_name", toolNames.getOrDefault(result.callId(), ""))
                            .put("tool_call_id", result.callId());
                }
                case Part.Text more -> text.append(text.isEmpty() ? "" : "\n\n").append(more.text());
                case Part.ImageBytes image -> images.add(image.base64());
                case Part.ImageUrl ignored -> {}
                case Part.ToolCall ignored -> {}
                case Part.Reasoning ignored -> {}
            }
        }
        if (!text.isEmpty() || !images.isEmpty()) {
            ObjectNode message = message("user", text.toString());
            if (!images.isEmpty()) {
                message.set("images", images);
            }
        }
    }

    private void assistant(Turn turn) {
        StringBuilder text = new StringBuilder();
        StringBuilder thoughts = new StringBuilder();
        ArrayNode calls = JsonNodeFactory.instance.arrayNode();
        for (Part part : turn.parts()) {
            if (part instanceof Part.Text more) {
                text.append(more.text());
            } else if (part instanceof Part.Reasoning thought && ThoughtSignature.isNone(thought.signature())) {
                thoughts.append(thought.text());
            } else if (part instanceof Part.ToolCall call) {
                toolNames.put(call.id(), call.name());
                ObjectNode function = calls.addObject().put("id", call.id()).putObject("function");
                function.put("name", call.name())
                        .set("arguments", ToolArguments.of(call.arguments()).orElseGet(function::objectNode));
            }
        }
        if (text.isEmpty() && calls.isEmpty()) {
            return;
        }
        ObjectNode message = message("assistant", text.toString());
        if (!thoughts.isEmpty()) {
            message.put("thinking", thoughts.toString());
        }
        if (!calls.isEmpty()) {
            message.set("tool_calls", calls);
        }
    }
}
