package io.signalbox.gateway.dialect.responses.input;

import static io.signalbox.gateway.dialect.RequestTree.invalid;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.conversation.Conversation;
import io.signalbox.adapter.conversation.Conversation.OutputFormat;
import io.signalbox.gateway.dialect.RequestTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request for a response as a chat in no provider's words. Used only when the target does not speak this format.
 *
 * @param beyond what no chat can do of what is asked for, in words for the caller, with what to do instead
 */
public record ConversationReader(Conversation conversation, List<String> beyond) {
    /** Least that callers of this format may ask for. */
    private static final long OUTPUT_LEAST = 16;

    /**
     * What is read here or by {@link Beyond}. The last are hints to a cache, or bounds of what only built-in tools do: no
     * answer of a chat depends on them.
     */
    private static final Set<String> PLACED = Set.of(
            "model",
            "input",
            "instructions",
            "stream",
            "stream_options",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "max_output_tokens",
            "temperature",
            "top_p",
            "text",
            "reasoning",
            "user",
            "metadata",
            "store",
            "background",
            "include",
            "truncation",
            "previous_response_id",
            "conversation",
            "prompt",
            "context_management",
            "prompt_cache_retention",
            "prompt_cache_options",
            "max_tool_calls");

    /** Reads it; throws a refusal when it cannot be understood. */
    public static ConversationReader read(JsonNode root) {
        List<String> beyond = new ArrayList<>(Beyond.of(root));
        JsonNode text = root.path("text");
        Map<String, JsonNode> extra = new HashMap<>();
        root.properties().forEach(field -> {
            if (!PLACED.contains(field.getKey()) && !field.getValue().isNull()) {
                extra.put(field.getKey(), field.getValue());
            }
        });
        if (text.hasNonNull("verbosity")) {
            extra.put("verbosity", text.path("verbosity"));
        }
        ItemsReader items = ItemsReader.read(root, beyond);
        ToolsReader tools = ToolsReader.read(root, beyond);
        return new ConversationReader(
                new Conversation(
                        items.system(),
                        items.turns(),
                        tools.tools(),
                        tools.choice(),
                        RequestTree.truth(root.path("parallel_tool_calls"), "parallel_tool_calls"),
                        outputMax(root.path("max_output_tokens")),
                        RequestTree.number(root.path("temperature"), "temperature"),
                        RequestTree.number(root.path("top_p"), "top_p"),
                        List.of(),
                        format(text.path("format")),
                        RequestTree.text(root.path("reasoning").path("effort"), "reasoning.effort"),
                        RequestTree.text(root.path("user"), "user"),
                        Map.copyOf(extra)),
                List.copyOf(beyond));
    }

    private static @Nullable Long outputMax(JsonNode value) {
        Long max = RequestTree.whole(value, "max_output_tokens");
        if (max != null && max < OUTPUT_LEAST) {
            throw invalid("max_output_tokens", OUTPUT_LEAST + " or more");
        }
        return max;
    }

    private static OutputFormat format(JsonNode format) {
        return switch (format.path("type").asText("text")) {
            case "text" -> new OutputFormat.FreeText();
            case "json_object" -> new OutputFormat.AnyJson();
            case "json_schema" ->
                new OutputFormat.Schema(
                        format.path("name").asText("answer"),
                        format.path("schema"),
                        RequestTree.truth(format.path("strict"), "text.format.strict"));
            default -> throw invalid("text.format.type", "text, json_object or json_schema");
        };
    }
}
