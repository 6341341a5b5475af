package io.signalbox.gateway.dialect.anthropic;

import static io.signalbox.gateway.dialect.RequestTree.invalid;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.conversation.Conversation.Role;
import io.signalbox.adapter.conversation.Conversation.Turn;
import io.signalbox.adapter.conversation.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The messages of a request, and its instructions, which stand apart wherever they were. */
final class MessagesReader {
    private final BlocksReader blocks;
    private final List<Part.Text> system = new ArrayList<>();
    private final List<Turn> turns = new ArrayList<>();

    private MessagesReader(Map<String, JsonNode> extra) {
        this.blocks = new BlocksReader(extra);
    }

    /** {@code extra} takes what has no place among turns. */
    static MessagesReader read(JsonNode root, Map<String, JsonNode> extra) {
        JsonNode messages = root.path("messages");
        if (!messages.isArray() || messages.isEmpty()) {
            throw invalid("messages", "a list with at least one message");
        }
        MessagesReader reader = new MessagesReader(extra);
        if (root.hasNonNull("system")) {
            reader.instructions(root.path("system"), "system");
        }
        for (int at = 0; at < messages.size(); at++) {
            reader.message(messages.path(at), "messages[" + at + "]");
        }
        return reader;
    }

    List<Part.Text> system() {
        return List.copyOf(system);
    }

    List<Turn> turns() {
        return List.copyOf(turns);
    }

    private void message(JsonNode message, String where) {
        JsonNode content = message.path("content");
        String inside = where + ".content";
        switch (message.path("role").asText("")) {
            case "user" -> turns.add(new Turn(Role.USER, blocks.read(content, inside, Role.USER)));
            case "assistant" -> turns.add(new Turn(Role.ASSISTANT, blocks.read(content, inside, Role.ASSISTANT)));
            case "system" -> instructions(content, inside);
            default -> throw invalid(where + ".role", "user, assistant or system");
        }
    }

    private void instructions(JsonNode content, String where) {
        for (Part part : blocks.read(content, where, Role.USER)) {
            if (!(part instanceof Part.Text text)) {
                throw invalid(where, "text");
            }
            system.add(text);
        }
    }
}
