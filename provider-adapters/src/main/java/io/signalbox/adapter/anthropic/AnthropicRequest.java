package io.signalbox.adapter.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.adapter.conversation.Conversation;
import io.signalbox.adapter.conversation.Conversation.OutputFormat;
import io.signalbox.adapter.conversation.Conversation.Tool;
import io.signalbox.adapter.conversation.Conversation.ToolChoice;
import io.signalbox.adapter.conversation.Part;
import io.signalbox.adapter.wire.ThoughtSignature;
import io.signalbox.adapter.wording.Wording;
import org.jspecify.annotations.Nullable;

/**
 * The body of one request. The format demands an output limit, so one stands in every request: the caller's, or what
 * the gateway knows of the model, or {@value #OUTPUT_MAX_OTHERWISE}.
 */
final class AnthropicRequest {
    private static final long OUTPUT_MAX_OTHERWISE = 4_096;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private AnthropicRequest() {}

    static ObjectNode of(Conversation conversation, String model, boolean streamed) {
        ObjectNode body = JSON.objectNode().put("model", model);
        Long limit = conversation.maxOutputTokens();
        body.put("max_tokens", limit == null ? OUTPUT_MAX_OTHERWISE : limit);
        if (!conversation.system().isEmpty()) {
            ArrayNode system = body.putArray("system");
            conversation.system().forEach(part -> system.add(AnthropicTurns.text(part)));
        }
        body.set("messages", AnthropicTurns.of(conversation.turns()));
        sampling(conversation, body);
        tools(conversation, body);
        output(conversation, body);
        String user = conversation.user();
        if (user != null) {
            body.putObject("metadata").put("user_id", user);
        }
        tier(conversation, body);
        if (streamed) {
            body.put("stream", true);
        }
        return body;
    }

    private static void sampling(Conversation conversation, ObjectNode body) {
        if (conversation.temperature() != null) {
            body.put("temperature", conversation.temperature());
        }
        if (conversation.topP() != null) {
            body.put("top_p", conversation.topP());
        }
        if (!conversation.stop().isEmpty()) {
            ArrayNode stops = body.putArray("stop_sequences");
            conversation.stop().forEach(stops::add);
        }
    }

    private static void tools(Conversation conversation, ObjectNode body) {
        if (conversation.tools().isEmpty()) {
            return;
        }
        ArrayNode tools = body.putArray("tools");
        conversation.tools().forEach(tool -> tools.add(tool(tool)));
        body.set("tool_choice", toolChoice(conversation));
    }

    private static ObjectNode tool(Tool tool) {
        ObjectNode node = JSON.objectNode().put("name", tool.name());
        if (tool.description() != null) {
            node.put("description", tool.description());
        }
        if (Boolean.TRUE.equals(tool.strict())) {
            node.put("strict", true);
        }
        return node.set("input_schema", schema(tool.parameters()));
    }

    /** A tool without parameters has a schema all the same. */
    private static JsonNode schema(JsonNode parameters) {
        if (parameters.isObject() && !parameters.isEmpty()) {
            return parameters;
        }
        ObjectNode none = JSON.objectNode().put("type", "object");
        none.putObject("properties");
        return none;
    }

    private static ObjectNode toolChoice(Conversation conversation) {
        ObjectNode choice = JSON.objectNode();
        switch (conversation.toolChoice()) {
            case ToolChoice.Auto() -> choice.put("type", "auto");
            case ToolChoice.None() -> choice.put("type", "none");
            case ToolChoice.Required() -> choice.put("type", "any");
            case ToolChoice.Named(String name) -> choice.put("type", "tool").put("name", name);
        }
        boolean one = Boolean.FALSE.equals(conversation.parallelToolCalls());
        if (one && !(conversation.toolChoice() instanceof ToolChoice.None)) {
            choice.put("disable_parallel_tool_use", true);
        }
        return choice;
    }

    private static void output(Conversation conversation, ObjectNode body) {
        ObjectNode config = JSON.objectNode();
        String effort = conversation.reasoningEffort();
        if ("none".equals(effort)) {
            body.putObject("thinking").put("type", "disabled");
        } else if (effort != null) {
            config.put("effort", effort);
        }
        if (conversation.outputFormat() instanceof OutputFormat.Schema schema) {
            config.putObject("format").put("type", "json_schema").set("schema", schema.schema());
        }
        if (!config.isEmpty()) {
            body.set("output_config", config);
        }
    }

    private static void tier(Conversation conversation, ObjectNode body) {
        @Nullable JsonNode tier = conversation.extra().get("service_tier");
        if (tier != null && tier.isTextual()) {
            body.put("service_tier", tier.textValue().equals("default") ? "standard_only" : tier.textValue());
        }
    }

    /** Whether the part can stand in a request at all: an empty text and reasoning not signed here say nothing. */
    static boolean says(Part part) {
        return switch (part) {
            case Part.Text(Wording text) -> !text.isEmpty();
            case Part.Reasoning(String ignored, String signature) ->
                signature != null && !ThoughtSignature.isMarked(signature);
            case Part.ImageUrl ignored -> true;
            case Part.ImageBytes ignored -> true;
            case Part.ToolCall ignored -> true;
            case Part.ToolResult ignored -> true;
        };
    }
}
