package io.signalbox.gateway.dialect.openai;

import static io.signalbox.gateway.dialect.RequestTree.invalid;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.signalbox.adapter.conversation.Conversation;
import io.signalbox.adapter.conversation.Conversation.OutputFormat;
import io.signalbox.adapter.conversation.Conversation.Tool;
import io.signalbox.adapter.conversation.Conversation.ToolChoice;
import io.signalbox.gateway.dialect.RequestTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A chat request of OpenAI's format in no provider's words. Used only when the target speaks another dialect. What has
 * no place in a conversation is kept under its own name, so that the target's side can refuse it by name.
 */
final class ConversationReader {
    private static final Set<String> PLACED = Set.of(
            "model",
            "messages",
            "stream",
            "stream_options",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "max_tokens",
            "max_completion_tokens",
            "temperature",
            "top_p",
            "stop",
            "response_format",
            "reasoning_effort",
            "user");

    private ConversationReader() {}

    static Conversation read(byte[] body) {
        JsonNode root = RequestTree.of(body);
        MessagesReader messages = MessagesReader.read(root.path("messages"));
        Map<String, JsonNode> extra = new HashMap<>();
        root.properties().forEach(field -> {
            if (!PLACED.contains(field.getKey()) && !field.getValue().isNull()) {
                extra.put(field.getKey(), field.getValue());
            }
        });
        String limit = root.hasNonNull("max_completion_tokens") ? "max_completion_tokens" : "max_tokens";
        return new Conversation(
                messages.system(),
                messages.turns(),
                tools(root.path("tools")),
                toolChoice(root.path("tool_choice")),
                RequestTree.truth(root.path("parallel_tool_calls"), "parallel_tool_calls"),
                RequestTree.whole(root.path(limit), limit),
                RequestTree.number(root.path("temperature"), "temperature"),
                RequestTree.number(root.path("top_p"), "top_p"),
                stop(root.path("stop")),
                format(root.path("response_format")),
                RequestTree.text(root.path("reasoning_effort"), "reasoning_effort"),
                RequestTree.text(root.path("user"), "user"),
                Map.copyOf(extra));
    }

    private static List<Tool> tools(JsonNode nodes) {
        List<Tool> tools = new ArrayList<>();
        for (JsonNode node : nodes) {
            JsonNode function = node.path("function");
            if (!"function".equals(node.path("type").textValue())
                    || !function.path("name").isTextual()) {
                throw invalid("tools[" + tools.size() + "]", "a function with a name");
            }
            tools.add(new Tool(
                    function.path("name").textValue(),
                    function.path("description").textValue(),
                    function.hasNonNull("parameters")
                            ? function.get("parameters")
                            : JsonNodeFactory.instance.objectNode(),
                    RequestTree.truth(function.path("strict"), "tools.function.strict")));
        }
        return List.copyOf(tools);
    }

    private static ToolChoice toolChoice(JsonNode choice) {
        if (choice.isObject()) {
            String name = choice.at(JsonPointer.compile("/function/name")).textValue();
            if (name == null) {
                throw invalid("tool_choice", "none, auto, required or one function");
            }
            return new ToolChoice.Named(name);
        }
        return switch (choice.asText("auto")) {
            case "none" -> new ToolChoice.None();
            case "required" -> new ToolChoice.Required();
            case "auto", "null", "" -> new ToolChoice.Auto();
            default -> throw invalid("tool_choice", "none, auto, required or one function");
        };
    }

    private static List<String> stop(JsonNode stop) {
        if (stop.isTextual()) {
            return List.of(stop.textValue());
        }
        List<String> stops = new ArrayList<>();
        stop.forEach(each -> stops.add(each.asText()));
        return List.copyOf(stops);
    }

    private static OutputFormat format(JsonNode format) {
        return switch (format.path("type").asText("text")) {
            case "text" -> new OutputFormat.FreeText();
            case "json_object" -> new OutputFormat.AnyJson();
            case "json_schema" -> {
                JsonNode schema = format.path("json_schema");
                yield new OutputFormat.Schema(
                        schema.path("name").asText("answer"),
                        schema.path("schema"),
                        RequestTree.truth(schema.path("strict"), "response_format.json_schema.strict"));
            }
            default -> throw invalid("response_format.type", "text, json_object or json_schema");
        };
    }
}
