package io.signalbox.adapter.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.adapter.conversation.Conversation;
import io.signalbox.adapter.conversation.Conversation.OutputFormat;
import io.signalbox.adapter.conversation.Conversation.Tool;
import io.signalbox.adapter.conversation.Conversation.ToolChoice;
import java.util.Map;

/**
 * The body of one request (GenerateContentRequest in ai.google.dev/api/generate-content). Model and streaming are not
 * part of it: they stand in the path. Who the caller's user is has no place and no effect here.
 */
final class GeminiRequest {
    /** Fields of other formats that this one has under its own names; all are numbers. */
    static final Map<String, String> OWN = Map.of(
            "seed", "seed",
            "frequency_penalty", "frequencyPenalty",
            "presence_penalty", "presencePenalty",
            "top_k", "topK");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private GeminiRequest() {}

    static ObjectNode of(Conversation conversation, GeminiModelName model) {
        ObjectNode body = JSON.objectNode();
        if (!conversation.system().isEmpty()) {
            ArrayNode parts = body.putObject("systemInstruction").putArray("parts");
            conversation.system().forEach(part -> parts.addObject().put("text", part.text()));
        }
        body.set("contents", GeminiTurns.of(conversation.turns(), model));
        tools(conversation, body);
        ObjectNode config = JSON.objectNode();
        sampling(conversation, config);
        format(conversation.outputFormat(), config);
        thinking(conversation, model, config);
        if (!config.isEmpty()) {
            body.set("generationConfig", config);
        }
        return body;
    }

    private static void tools(Conversation conversation, ObjectNode body) {
        if (conversation.tools().isEmpty()) {
            return;
        }
        ArrayNode functions = body.putArray("tools").addObject().putArray("functionDeclarations");
        conversation.tools().forEach(tool -> functions.add(function(tool)));
        ObjectNode choice = JSON.objectNode();
        switch (conversation.toolChoice()) {
            case ToolChoice.Auto() -> {
                if (conversation.tools().stream().anyMatch(tool -> Boolean.TRUE.equals(tool.strict()))) {
                    choice.put("mode", "VALIDATED");
                }
            }
            case ToolChoice.None() -> choice.put("mode", "NONE");
            case ToolChoice.Required() -> choice.put("mode", "ANY");
            case ToolChoice.Named(String name) ->
                choice.put("mode", "ANY").putArray("allowedFunctionNames").add(name);
        }
        if (!choice.isEmpty()) {
            body.putObject("toolConfig").set("functionCallingConfig", choice);
        }
    }

    /** An object without properties is refused as a schema; no schema at all means the same. */
    private static ObjectNode function(Tool tool) {
        ObjectNode function = JSON.objectNode().put("name", tool.name());
        if (tool.description() != null) {
            function.put("description", tool.description());
        }
        JsonNode schema = tool.parameters();
        boolean empty = schema.isEmpty()
                || (schema.path("type").asText("").equals("object")
                        && schema.path("properties").isEmpty());
        return empty ? function : function.set("parametersJsonSchema", schema);
    }

    private static void sampling(Conversation conversation, ObjectNode config) {
        if (conversation.maxOutputTokens() != null) {
            config.put("maxOutputTokens", conversation.maxOutputTokens());
        }
        if (conversation.temperature() != null) {
            config.put("temperature", conversation.temperature());
        }
        if (conversation.topP() != null) {
            config.put("topP", conversation.topP());
        }
        if (!conversation.stop().isEmpty()) {
            ArrayNode stops = config.putArray("stopSequences");
            conversation.stop().forEach(stops::add);
        }
        conversation.extra().forEach((name, value) -> {
            String own = OWN.get(name);
            if (own != null && value.isNumber()) {
                config.set(own, value);
            }
        });
    }

    private static void format(OutputFormat format, ObjectNode config) {
        switch (format) {
            case OutputFormat.FreeText() -> {}
            case OutputFormat.AnyJson() -> config.put("responseMimeType", "application/json");
            case OutputFormat.Schema schema ->
                config.put("responseMimeType", "application/json").set("responseJsonSchema", schema.schema());
        }
    }

    /**
     * Effort as Google itself maps it for OpenAI's callers (ai.google.dev/gemini-api/docs/openai): a budget of tokens
     * before the third generation, a level since; never both, that is refused. None is a budget of zero everywhere, so
     * that a model that cannot but think says so. Whoever asks for effort is shown the thoughts.
     */
    private static void thinking(Conversation conversation, GeminiModelName model, ObjectNode config) {
        String effort = conversation.reasoningEffort();
        if (effort == null) {
            return;
        }
        ObjectNode thinking = config.putObject("thinkingConfig");
        if (effort.equals("none")) {
            thinking.put("thinkingBudget", 0);
            return;
        }
        thinking.put("includeThoughts", true);
        if (model.isBeforeThree()) {
            thinking.put("thinkingBudget", budget(effort));
        } else {
            thinking.put("thinkingLevel", effort);
        }
    }

    private static int budget(String effort) {
        return switch (effort) {
            case "medium" -> 8_192;
            case "high" -> 24_576;
            default -> 1_024;
        };
    }
}
