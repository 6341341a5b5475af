package io.signalbox.gateway.dialect.openai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.signalbox.adapter.conversation.Conversation;
import io.signalbox.adapter.conversation.Conversation.OutputFormat;
import io.signalbox.adapter.conversation.Conversation.Tool;
import io.signalbox.adapter.conversation.Conversation.ToolChoice;
import io.signalbox.gateway.admission.GatewayRefusal;
import io.signalbox.kit.problem.RefusedException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A chat request of OpenAI's format in no provider's words. Used only when the target speaks another dialect. What has
 * no place in a conversation is kept under its own name, so that the target's side can refuse it by name.
 */
final class ConversationReader {
    private static final int TEXT_MAX = 256 * 1024 * 1024;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(TEXT_MAX)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
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
        JsonNode root = tree(body);
        MessagesReader messages = MessagesReader.read(root.path("messages"));
        Map<String, JsonNode> extra = new HashMap<>();
        root.properties().forEach(field -> {
            if (!PLACED.contains(field.getKey()) && !field.getValue().isNull()) {
                extra.put(field.getKey(), field.getValue());
            }
        });
        JsonNode limit =
                root.hasNonNull("max_completion_tokens") ? root.get("max_completion_tokens") : root.path("max_tokens");
        return new Conversation(
                messages.system(),
                messages.turns(),
                tools(root.path("tools")),
                toolChoice(root.path("tool_choice")),
                root.path("parallel_tool_calls").isBoolean()
                        ? root.path("parallel_tool_calls").booleanValue()
                        : null,
                limit.isIntegralNumber() ? limit.longValue() : null,
                number(root.path("temperature")),
                number(root.path("top_p")),
                stop(root.path("stop")),
                format(root.path("response_format")),
                root.path("reasoning_effort").textValue(),
                root.path("user").textValue(),
                Map.copyOf(extra));
    }

    private static JsonNode tree(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException broken) {
            throw GatewayRefusal.BODY_MALFORMED.refused("it cannot be read");
        }
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
                    function.path("strict").isBoolean()
                            ? function.path("strict").booleanValue()
                            : null));
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
                        schema.path("strict").isBoolean()
                                ? schema.path("strict").booleanValue()
                                : null);
            }
            default -> throw invalid("response_format.type", "text, json_object or json_schema");
        };
    }

    private static @Nullable BigDecimal number(JsonNode node) {
        return node.isNumber() ? node.decimalValue() : null;
    }

    static RefusedException invalid(String field, String what) {
        return GatewayRefusal.FIELD_INVALID.refusedAt(field, field, what);
    }
}
