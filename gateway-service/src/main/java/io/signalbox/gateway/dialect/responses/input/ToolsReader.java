package io.signalbox.gateway.dialect.responses.input;

import static io.signalbox.gateway.dialect.RequestTree.invalid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.signalbox.adapter.conversation.Conversation.Tool;
import io.signalbox.adapter.conversation.Conversation.ToolChoice;
import io.signalbox.gateway.dialect.RequestTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The functions of a request, and which of them are to be called. Tools that a provider runs itself have no place here. */
record ToolsReader(List<Tool> tools, ToolChoice choice) {
    private static final Set<String> PLACED = Set.of("type", "name", "description", "parameters", "strict");
    private static final String CHOICE = "tool_choice";
    private static final String CHOICES = "none, auto, required or one function";

    static ToolsReader read(JsonNode root, List<String> beyond) {
        List<Tool> tools = new ArrayList<>();
        JsonNode nodes = root.path("tools");
        for (int at = 0; at < nodes.size(); at++) {
            JsonNode node = nodes.path(at);
            String where = "tools[" + at + "]";
            String type = ContentReader.required(node, "type", where);
            if (type.equals("function")) {
                tools.add(function(node, where, beyond));
            } else {
                beyond.add(where + " of type " + type + " (it runs no tools; offer a function and run it yourself)");
            }
        }
        return new ToolsReader(List.copyOf(tools), choice(root.path(CHOICE), beyond));
    }

    private static Tool function(JsonNode node, String where, List<String> beyond) {
        node.properties().forEach(field -> {
            JsonNode value = field.getValue();
            boolean asks = !value.isNull() && !(value.isBoolean() && !value.booleanValue());
            if (asks && !PLACED.contains(field.getKey())) {
                beyond.add("'" + where + "." + field.getKey() + "'");
            }
        });
        return new Tool(
                ContentReader.required(node, "name", where),
                RequestTree.text(node.path("description"), where + ".description"),
                node.hasNonNull("parameters") ? node.get("parameters") : JsonNodeFactory.instance.objectNode(),
                RequestTree.truth(node.path("strict"), where + ".strict"));
    }

    private static ToolChoice choice(JsonNode choice, List<String> beyond) {
        if (choice.isObject()) {
            String type = choice.path("type").asText("");
            if (!type.equals("function")) {
                beyond.add("'" + CHOICE + "' of type " + type + " (it can be " + CHOICES + ")");
                return new ToolChoice.Auto();
            }
            return new ToolChoice.Named(ContentReader.required(choice, "name", CHOICE));
        }
        return switch (choice.asText("auto")) {
            case "none" -> new ToolChoice.None();
            case "required" -> new ToolChoice.Required();
            case "auto", "null", "" -> new ToolChoice.Auto();
            default -> throw invalid(CHOICE, CHOICES);
        };
    }
}
