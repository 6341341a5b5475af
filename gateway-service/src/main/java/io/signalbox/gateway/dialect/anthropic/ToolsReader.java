package io.signalbox.gateway.dialect.anthropic;

import static io.signalbox.gateway.dialect.RequestTree.invalid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.signalbox.adapter.conversation.Conversation.Tool;
import io.signalbox.adapter.conversation.Conversation.ToolChoice;
import io.signalbox.gateway.dialect.RequestTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tools of a messages request, and which of them are to be used. Tools that the provider itself would run have no
 * place in a conversation.
 *
 * @param parallel whether several may be called at once; null when nothing is said about it
 */
record ToolsReader(
        List<Tool> tools, ToolChoice choice, @Nullable Boolean parallel) {
    /** The last two are hints to a cache and to the sending of arguments: without effect on the answer. */
    private static final Set<String> PLACED =
            Set.of("type", "name", "description", "input_schema", "strict", "cache_control", "eager_input_streaming");

    private static final String CHOICE = "tool_choice";

    static ToolsReader read(JsonNode root, Map<String, JsonNode> extra) {
        List<Tool> tools = new ArrayList<>();
        JsonNode nodes = root.path("tools");
        for (int at = 0; at < nodes.size(); at++) {
            JsonNode node = nodes.path(at);
            String where = "tools[" + at + "]";
            String type = node.path("type").asText("custom");
            if (type.equals("custom")) {
                tools.add(tool(node, where, extra));
            } else {
                extra.put(where + " of type " + type, node);
            }
        }
        JsonNode choice = root.path(CHOICE);
        Boolean alone =
                RequestTree.truth(choice.path("disable_parallel_tool_use"), CHOICE + ".disable_parallel_tool_use");
        return new ToolsReader(List.copyOf(tools), choice(choice), alone == null ? null : !alone);
    }

    private static Tool tool(JsonNode node, String where, Map<String, JsonNode> extra) {
        String name = RequestTree.text(node.path("name"), where + ".name");
        if (name == null) {
            throw invalid(where, "a tool with a name");
        }
        node.properties().forEach(field -> {
            if (!PLACED.contains(field.getKey()) && asks(field.getValue())) {
                extra.put(where + "." + field.getKey(), field.getValue());
            }
        });
        return new Tool(
                name,
                RequestTree.text(node.path("description"), where + ".description"),
                node.hasNonNull("input_schema") ? node.get("input_schema") : JsonNodeFactory.instance.objectNode(),
                RequestTree.truth(node.path("strict"), where + ".strict"));
    }

    /** Whether a wish is one at all. */
    private static boolean asks(JsonNode value) {
        boolean nothing = value.isNull() || (value.isBoolean() && !value.booleanValue());
        return !nothing && !(value.isContainerNode() && value.isEmpty());
    }

    private static ToolChoice choice(JsonNode choice) {
        if (choice.isMissingNode() || choice.isNull()) {
            return new ToolChoice.Auto();
        }
        return switch (choice.path("type").asText("")) {
            case "auto" -> new ToolChoice.Auto();
            case "any" -> new ToolChoice.Required();
            case "none" -> new ToolChoice.None();
            case "tool" -> {
                String name = RequestTree.text(choice.path("name"), CHOICE + ".name");
                if (name == null) {
                    throw invalid(CHOICE + ".name", "the name of a tool");
                }
                yield new ToolChoice.Named(name);
            }
            default -> throw invalid(CHOICE + ".type", "auto, any, tool or none");
        };
    }
}
