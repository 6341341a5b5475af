package io.signalbox.gateway.dialect.openai;

import static io.signalbox.gateway.dialect.RequestTree.invalid;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.conversation.Conversation.Role;
import io.signalbox.adapter.conversation.Conversation.Turn;
import io.signalbox.adapter.conversation.Part;
import io.signalbox.adapter.wording.Wording;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages of a chat request. Instructions stand apart wherever they were; results of tools that follow each other
 * are one turn of the user's.
 */
final class MessagesReader {
    private final List<Part.Text> system = new ArrayList<>();
    private final List<Turn> turns = new ArrayList<>();
    private final List<Part> toolResults = new ArrayList<>();

    private MessagesReader() {}

    static MessagesReader read(JsonNode messages) {
        if (!messages.isArray() || messages.isEmpty()) {
            throw invalid("messages", "a list with at least one message");
        }
        MessagesReader reader = new MessagesReader();
        for (int at = 0; at < messages.size(); at++) {
            reader.message(messages.get(at), "messages[" + at + "]");
        }
        reader.closeToolResults();
        return reader;
    }

    List<Part.Text> system() {
        return List.copyOf(system);
    }

    List<Turn> turns() {
        return List.copyOf(turns);
    }

    private void message(JsonNode message, String where) {
        String role = message.path("role").asText("");
        if (!role.equals("tool")) {
            closeToolResults();
        }
        switch (role) {
            case "system", "developer" -> {
                for (Part part : content(message.path("content"), where + ".content")) {
                    system.add(text(part, where));
                }
            }
            case "user" -> turns.add(new Turn(Role.USER, content(message.path("content"), where + ".content")));
            case "assistant" -> turns.add(new Turn(Role.ASSISTANT, assistant(message, where)));
            case "tool" -> toolResults.add(toolResult(message, where));
            default -> throw invalid(where + ".role", "system, developer, user, assistant or tool");
        }
    }

    private void closeToolResults() {
        if (!toolResults.isEmpty()) {
            turns.add(new Turn(Role.USER, List.copyOf(toolResults)));
            toolResults.clear();
        }
    }

    private static List<Part> assistant(JsonNode message, String where) {
        List<Part> parts = new ArrayList<>();
        if (message.hasNonNull("content")) {
            parts.addAll(content(message.get("content"), where + ".content"));
        }
        for (JsonNode call : message.path("tool_calls")) {
            JsonNode function = call.path("function");
            if (!call.path("id").isTextual() || !function.path("name").isTextual()) {
                throw invalid(where + ".tool_calls", "function calls with id and name");
            }
            String arguments = function.path("arguments").asText("");
            parts.add(new Part.ToolCall(
                    call.path("id").textValue(),
                    function.path("name").textValue(),
                    arguments.isBlank() ? "{}" : arguments));
        }
        return List.copyOf(parts);
    }

    private static Part toolResult(JsonNode message, String where) {
        if (!message.path("tool_call_id").isTextual()) {
            throw invalid(where + ".tool_call_id", "the id of the call that is answered");
        }
        StringBuilder text = new StringBuilder();
        for (Part part : content(message.path("content"), where + ".content")) {
            text.append(text(part, where).text());
        }
        return new Part.ToolResult(message.path("tool_call_id").textValue(), text.toString(), false);
    }

    private static Part.Text text(Part part, String where) {
        if (part instanceof Part.Text text) {
            return text;
        }
        throw invalid(where + ".content", "text");
    }

    private static List<Part> content(JsonNode content, String where) {
        if (content.isTextual()) {
            return List.of(new Part.Text(Wording.of(content)));
        }
        if (!content.isArray()) {
            throw invalid(where, "text or a list of parts");
        }
        List<Part> parts = new ArrayList<>();
        for (int at = 0; at < content.size(); at++) {
            parts.add(part(content.get(at), where + "[" + at + "]"));
        }
        return List.copyOf(parts);
    }

    private static Part part(JsonNode part, String where) {
        return switch (part.path("type").asText("")) {
            case "text" -> new Part.Text(Wording.of(part.path("text")));
            case "refusal" -> new Part.Text(part.path("refusal").asText(""));
            case "image_url" -> image(part.path("image_url").path("url").asText(""), where);
            default -> throw invalid(where + ".type", "text or image_url, because the target speaks another dialect");
        };
    }

    /** An image by value is a data URL. */
    private static Part image(String url, String where) {
        if (!url.startsWith("data:")) {
            return new Part.ImageUrl(url);
        }
        int semicolon = url.indexOf(";base64,");
        if (semicolon < 0) {
            throw invalid(where + ".image_url.url", "an address or a base64 data URL");
        }
        return new Part.ImageBytes(
                url.substring("data:".length(), semicolon), url.substring(semicolon + ";base64,".length()));
    }
}
