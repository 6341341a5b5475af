package io.signalbox.gateway.dialect.responses.input;

import static io.signalbox.gateway.dialect.RequestTree.invalid;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.conversation.Conversation.Role;
import io.signalbox.adapter.conversation.Conversation.Turn;
import io.signalbox.adapter.conversation.Part;
import io.signalbox.adapter.wording.Wording;
import io.signalbox.gateway.dialect.RequestTree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The input of a request as turns, its instructions apart. What a model said in several items is one turn of it, and so
 * are the results of its tools: other formats want calls together, and then their results.
 */
final class ItemsReader {
    private enum Group {
        MODEL,
        RESULTS
    }

    private final List<String> beyond;
    private final ContentReader contents;
    private final List<Part.Text> system = new ArrayList<>();
    private final List<Turn> turns = new ArrayList<>();
    private final List<Part> group = new ArrayList<>();
    private @Nullable Group grouped;

    private ItemsReader(List<String> beyond) {
        this.beyond = beyond;
        this.contents = new ContentReader(beyond);
    }

    /** {@code beyond} takes what has no place among turns. */
    static ItemsReader read(JsonNode root, List<String> beyond) {
        ItemsReader reader = new ItemsReader(beyond);
        if (root.hasNonNull("instructions")) {
            reader.instructions(root.path("instructions"), "instructions");
        }
        JsonNode input = root.path("input");
        if (input.isTextual()) {
            reader.turns.add(new Turn(Role.USER, List.of(new Part.Text(Wording.of(input)))));
            return reader;
        }
        if (!input.isArray() || input.isEmpty()) {
            throw invalid("input", "a string or a list with at least one item");
        }
        for (int at = 0; at < input.size(); at++) {
            reader.item(input.path(at), "input[" + at + "]");
        }
        reader.close();
        return reader;
    }

    List<Part.Text> system() {
        return List.copyOf(system);
    }

    List<Turn> turns() {
        return List.copyOf(turns);
    }

    private void item(JsonNode item, String where) {
        String type = item.path("type").asText(item.has("role") ? "message" : "");
        switch (type) {
            case "message" -> message(item, where);
            case "function_call" -> add(Group.MODEL, call(item, where));
            case "function_call_output" ->
                add(
                        Group.RESULTS,
                        new Part.ToolResult(
                                ContentReader.required(item, "call_id", where),
                                contents.text(item.path("output"), where + ".output"),
                                false));
            case "reasoning" -> add(Group.MODEL, reasoning(item));
            case "item_reference" -> beyond.add(where + " of type item_reference (it keeps no items; send the item)");
            case "" -> throw invalid(where + ".type", "the type of an item");
            default -> beyond.add(where + " of type " + type);
        }
    }

    private void message(JsonNode item, String where) {
        JsonNode content = item.path("content");
        String inside = where + ".content";
        switch (item.path("role").asText("")) {
            case "user" -> {
                close();
                turns.add(new Turn(Role.USER, contents.read(content, inside)));
            }
            case "assistant" -> contents.read(content, inside).forEach(part -> add(Group.MODEL, part));
            case "system", "developer" -> instructions(content, inside);
            default -> throw invalid(where + ".role", "user, assistant, system or developer");
        }
    }

    private void instructions(JsonNode content, String where) {
        for (Part part : contents.read(content, where)) {
            if (!(part instanceof Part.Text text)) {
                throw invalid(where, "text");
            }
            system.add(text);
        }
    }

    private static Part call(JsonNode item, String where) {
        String arguments = RequestTree.text(item.path("arguments"), where + ".arguments");
        return new Part.ToolCall(
                ContentReader.required(item, "call_id", where),
                ContentReader.required(item, "name", where),
                arguments == null || arguments.isBlank() ? "{}" : arguments);
    }

    private static Part reasoning(JsonNode item) {
        StringBuilder text = new StringBuilder();
        for (JsonNode thought : List.of(item.path("summary"), item.path("content"))) {
            thought.forEach(part -> text.append(part.path("text").asText("")));
        }
        return new Part.Reasoning(
                text.toString(),
                SealedThought.signature(item.path("encrypted_content").textValue()));
    }

    private void add(Group to, Part part) {
        if (grouped != to) {
            close();
            grouped = to;
        }
        group.add(part);
    }

    private void close() {
        if (grouped != null && !group.isEmpty()) {
            turns.add(new Turn(grouped == Group.MODEL ? Role.ASSISTANT : Role.USER, List.copyOf(group)));
        }
        group.clear();
        grouped = null;
    }
}
