package io.signalbox.adapter.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.adapter.conversation.Conversation;
import io.signalbox.adapter.conversation.Conversation.OutputFormat;
import io.signalbox.adapter.conversation.Conversation.Tool;
import io.signalbox.adapter.conversation.Conversation.ToolChoice;
import org.jspecify.annotations.Nullable;

/** The body of one chat completion. A stream is always asked to report its usage. */
final class OpenAiRequest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private OpenAiRequest() {}

    static ObjectNode of(Conversation conversation, String model, boolean streamed, @Nullable String reasoningField) {
        ObjectNode body = JSON.objectNode().put("model", model);
        body.set("messages", OpenAiMessages.of(conversation, reasoningField));
        if (conversation.maxOutputTokens() != null) {
            body.put("max_completion_tokens", conversation.maxOutputTokens());
        }
        sampling(conversation, body);
        tools(conversation, body);
        format(conversation.outputFormat(), body);
        if (conversation.reasoningEffort() != null) {
            body.put("reasoning_effort", conversation.reasoningEffort());
        }
        if (conversation.user() != null) {
            body.put("user", conversation.user());
        }
        conversation.extra().forEach((name, value) -> {
            if (OpenAiLimits.isOwn(name) && !value.isNull()) {
                body.set(name, value);
            }
        });
        if (streamed) {
            body.put("stream", true).putObject("stream_options").put("include_usage", true);
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
            ArrayNode stops = body.putArray("stop");
            conversation.stop().forEach(stops::add);
        }
    }

    private static void tools(Conversation conversation, ObjectNode body) {
        if (conversation.tools().isEmpty()) {
            return;
        }
        ArrayNode tools = body.putArray("tools");
        conversation
                .tools()
                .forEach(tool -> tools.addObject().put("type", "function").set("function", function(tool)));
        body.set("tool_choice", choice(conversation.toolChoice()));
        if (conversation.parallelToolCalls() != null) {
            body.put("parallel_tool_calls", conversation.parallelToolCalls());
        }
    }

    private static ObjectNode function(Tool tool) {
        ObjectNode function = JSON.objectNode().put("name", tool.name());
        if (tool.description() != null) {
            function.put("description", tool.description());
        }
        if (tool.strict() != null) {
            function.put("strict", tool.strict());
        }
        return function.set("parameters", tool.parameters());
    }

    private static JsonNode choice(ToolChoice choice) {
        return switch (choice) {
            case ToolChoice.Auto() -> JSON.textNode("auto");
            case ToolChoice.None() -> JSON.textNode("none");
            case ToolChoice.Required() -> JSON.textNode("required");
            case ToolChoice.Named(String name) -> {
                ObjectNode named = JSON.objectNode().put("type", "function");
                named.putObject("function").put("name", name);
                yield named;
            }
        };
    }

    private static void format(OutputFormat format, ObjectNode body) {
        switch (format) {
            case OutputFormat.FreeText() -> {}
            case OutputFormat.AnyJson() -> body.putObject("response_format").put("type", "json_object");
            case OutputFormat.Schema schema -> {
                ObjectNode wanted = body.putObject("response_format")
                        .put("type", "json_schema")
                        .putObject("json_schema")
                        .put("name", schema.name());
                wanted.set("schema", schema.schema());
                if (schema.strict() != null) {
                    wanted.put("strict", schema.strict());
                }
            }
        }
    }
}
