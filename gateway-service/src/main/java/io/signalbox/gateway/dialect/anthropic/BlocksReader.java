package io.signalbox.gateway.dialect.anthropic;

import static io.signalbox.gateway.dialect.RequestTree.invalid;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.conversation.Conversation.Role;
import io.signalbox.adapter.conversation.Part;
import io.signalbox.adapter.wording.Wording;
import io.signalbox.gateway.dialect.RequestTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The content of one message as parts. Blocks that a conversation has no part for are handed over by their place and type;
 * hints to a cache are left behind, because no answer depends on them.
 */
final class BlocksReader {
    private final Map<String, JsonNode> extra;

    BlocksReader(Map<String, JsonNode> extra) {
        this.extra = extra;
    }

    List<Part> read(JsonNode content, String where, Role role) {
        if (content.isTextual()) {
            return List.of(new Part.Text(Wording.of(content)));
        }
        if (!content.isArray()) {
            throw invalid(where, "text or a list of blocks");
        }
        List<Part> parts = new ArrayList<>();
        for (int at = 0; at < content.size(); at++) {
            block(content.path(at), where + "[" + at + "]", role, parts);
        }
        return List.copyOf(parts);
    }

    private void block(JsonNode block, String where, Role role, List<Part> parts) {
        switch (block.path("type").asText("")) {
            case "text" -> parts.add(new Part.Text(wording(block, where)));
            case "image" -> image(block, where, parts);
            case "tool_use" -> {
                only(Role.ASSISTANT, role, where);
                parts.add(toolUse(block, where));
            }
            case "tool_result" -> {
                only(Role.USER, role, where);
                parts.add(toolResult(block, where));
            }
            case "thinking" ->
                parts.add(new Part.Reasoning(
                        block.path("thinking").asText(""),
                        RequestTree.text(block.path("signature"), where + ".signature")));
            // Thoughts nobody but their provider can read.
            case "redacted_thinking" -> parts.add(new Part.Reasoning("", null));
            default -> unplaced(block, where);
        }
    }

    private void image(JsonNode block, String where, List<Part> parts) {
        JsonNode source = block.path("source");
        String inside = where + ".source";
        switch (source.path("type").asText("")) {
            case "base64" ->
                parts.add(
                        new Part.ImageBytes(required(source, "media_type", inside), required(source, "data", inside)));
            case "url" -> parts.add(new Part.ImageUrl(required(source, "url", inside)));
            default -> unplaced(source, inside);
        }
    }

    private static Part.ToolCall toolUse(JsonNode block, String where) {
        JsonNode input = block.path("input");
        if (!input.isObject() && !input.isMissingNode()) {
            throw invalid(where + ".input", "an object");
        }
        return new Part.ToolCall(
                required(block, "id", where),
                required(block, "name", where),
                input.isMissingNode() ? "{}" : input.toString());
    }

    private Part.ToolResult toolResult(JsonNode block, String where) {
        boolean failed = Boolean.TRUE.equals(RequestTree.truth(block.path("is_error"), where + ".is_error"));
        return new Part.ToolResult(
                required(block, "tool_use_id", where), said(block.path("content"), where + ".content"), failed);
    }

    /** What a tool said, line by line. */
    private String said(JsonNode content, String where) {
        if (content.isMissingNode() || content.isNull()) {
            return "";
        }
        List<String> lines = new ArrayList<>();
        for (Part part : read(content, where, Role.USER)) {
            if (part instanceof Part.Text text) {
                lines.add(text.text());
            } else {
                extra.put(where + " with more than text", content);
            }
        }
        return String.join("\n", lines);
    }

    private void unplaced(JsonNode what, String where) {
        String type = required(what, "type", where);
        extra.put(where + " of type " + type, what);
    }

    private static void only(Role may, Role does, String where) {
        if (may != does) {
            throw invalid(where + ".type", "one that the role of its message allows");
        }
    }

    private static Wording wording(JsonNode block, String where) {
        Wording text = RequestTree.wording(block.path("text"), where + ".text");
        if (text == null) {
            throw invalid(where + ".text", "a string");
        }
        return text;
    }

    private static String required(JsonNode object, String field, String where) {
        String text = RequestTree.text(object.path(field), where + "." + field);
        if (text == null) {
            throw invalid(where + "." + field, "a string");
        }
        return text;
    }
}
