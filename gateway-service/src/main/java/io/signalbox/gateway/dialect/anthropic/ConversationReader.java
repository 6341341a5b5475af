package io.signalbox.gateway.dialect.anthropic;

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

/**
 * A messages request in no provider's words. Used only when the target speaks another dialect. What has no place in a
 * conversation is kept under its own name, so that the target's side can refuse it by name, and another target can be
 * asked that has a place for it.
 */
final class ConversationReader {
    private static final Set<String> PLACED = Set.of(
            "model",
            "messages",
            "system",
            "stream",
            "tools",
            "tool_choice",
            "max_tokens",
            "temperature",
            "top_p",
            "stop_sequences",
            "output_config",
            "metadata");
    private static final Set<String> OUTPUT_PLACED = Set.of("effort", "format");
    private static final Set<String> METADATA_PLACED = Set.of("user_id");
    private static final String ANSWER = "answer";

    private ConversationReader() {}

    static Conversation read(byte[] body) {
        JsonNode root = RequestTree.of(body);
        JsonNode output = root.path("output_config");
        JsonNode metadata = root.path("metadata");
        Map<String, JsonNode> extra = new HashMap<>();
        keep(root, PLACED, "", extra);
        keep(output, OUTPUT_PLACED, "output_config.", extra);
        keep(metadata, METADATA_PLACED, "metadata.", extra);
        MessagesReader messages = MessagesReader.read(root, extra);
        ToolsReader tools = ToolsReader.read(root, extra);
        return new Conversation(
                messages.system(),
                messages.turns(),
                tools.tools(),
                tools.choice(),
                tools.parallel(),
                RequestTree.whole(root.path("max_tokens"), "max_tokens"),
                RequestTree.number(root.path("temperature"), "temperature"),
                RequestTree.number(root.path("top_p"), "top_p"),
                stops(root.path("stop_sequences")),
                format(output.path("format")),
                RequestTree.text(output.path("effort"), "output_config.effort"),
                RequestTree.text(metadata.path("user_id"), "metadata.user_id"),
                Map.copyOf(extra));
    }

    private static void keep(JsonNode object, Set<String> placed, String prefix, Map<String, JsonNode> extra) {
        object.properties().forEach(field -> {
            if (!placed.contains(field.getKey()) && !field.getValue().isNull()) {
                extra.put(prefix + field.getKey(), field.getValue());
            }
        });
    }

    private static List<String> stops(JsonNode stops) {
        List<String> texts = new ArrayList<>();
        for (JsonNode stop : stops) {
            if (!stop.isTextual()) {
                throw invalid("stop_sequences", "a list of strings");
            }
            texts.add(stop.textValue());
        }
        return List.copyOf(texts);
    }

    private static OutputFormat format(JsonNode format) {
        if (format.isMissingNode() || format.isNull()) {
            return new OutputFormat.FreeText();
        }
        if (!format.path("type").asText("").equals("json_schema")) {
            throw invalid("output_config.format.type", "json_schema");
        }
        return new OutputFormat.Schema(ANSWER, format.path("schema"), true);
    }
}
