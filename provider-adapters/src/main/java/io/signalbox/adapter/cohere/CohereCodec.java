package io.signalbox.adapter.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.adapter.ConversationCodec;
import io.signalbox.adapter.UnreadableAnswerException;
import io.signalbox.adapter.conversation.Answer;
import io.signalbox.adapter.conversation.Conversation;
import io.signalbox.adapter.conversation.Conversation.OutputFormat;
import io.signalbox.adapter.conversation.Conversation.ToolChoice;
import io.signalbox.adapter.conversation.Part;
import io.signalbox.adapter.wire.WireJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The canonical conversation as {@code /v2/chat} takes it, and its answer back. The plan before calls is a thought. */
final class CohereCodec implements ConversationCodec {
    private final CohereFailures failures;

    CohereCodec(CohereFailures failures) {
        this.failures = failures;
    }

    @Override
    public List<String> unsupported(Conversation conversation) {
        return CohereLimits.of(conversation);
    }

    @Override
    public byte[] encode(Conversation said, String model, boolean streamed) {
        ObjectNode body =
                JsonNodeFactory.instance.objectNode().put("model", model).put("stream", streamed);
        body.set("messages", CohereMessages.of(said));
        sampling(said, body);
        tools(said, body);
        switch (said.outputFormat()) {
            case OutputFormat.FreeText() -> {}
            case OutputFormat.AnyJson() -> body.putObject("response_format").put("type", "json_object");
            case OutputFormat.Schema schema ->
                body.putObject("response_format").put("type", "json_object").set("json_schema", schema.schema());
        }
        if (said.reasoningEffort() != null) {
            body.putObject("thinking").put("type", said.reasoningEffort().equals("none") ? "disabled" : "enabled");
        }
        return bytes(body);
    }

    private static void sampling(Conversation said, ObjectNode body) {
        if (said.maxOutputTokens() != null) {
            body.put("max_tokens", said.maxOutputTokens());
        }
        if (said.temperature() != null) {
            body.put("temperature", said.temperature());
        }
        if (said.topP() != null && !CohereLimits.isOff(said.topP())) {
            body.put("p", said.topP());
        }
        if (!said.stop().isEmpty()) {
            said.stop().forEach(body.putArray("stop_sequences")::add);
        }
        said.extra().forEach((name, value) -> {
            String own = CohereLimits.OWN.get(name);
            if (own != null && value.isNumber()) {
                body.set(own, value);
            }
        });
    }

    private static void tools(Conversation said, ObjectNode body) {
        if (said.tools().isEmpty()) {
            return;
        }
        ArrayNode tools = body.putArray("tools");
        boolean strict = false;
        for (Conversation.Tool tool : said.tools()) {
            ObjectNode function = tools.addObject()
                    .put("type", "function")
                    .putObject("function")
                    .put("name", tool.name());
            if (tool.description() != null) {
                function.put("description", tool.description());
            }
            function.set("parameters", tool.parameters());
            strict |= Boolean.TRUE.equals(tool.strict());
        }
        if (strict) {
            body.put("strict_tools", true);
        }
        if (said.toolChoice() instanceof ToolChoice.Required) {
            body.put("tool_choice", "REQUIRED");
        } else if (said.toolChoice() instanceof ToolChoice.None) {
            body.put("tool_choice", "NONE");
        }
    }

    @Override
    public Answer decode(byte[] body) {
        JsonNode root;
        try {
            root = WireJson.tree(body);
        } catch (IOException notJson) {
            throw new UnreadableAnswerException("the answer is not whole JSON");
        }
        JsonNode message = root.path("message");
        if (!message.isObject()) {
            throw new UnreadableAnswerException("the answer has no message");
        }
        String reason = root.path("finish_reason").asText("");
        return new Answer(
                root.path("id").asText(""),
                "",
                parts(message),
                CohereStops.of(reason),
                CohereStops.usage(root.path("usage")),
                CohereStops.broken(reason));
    }

    private static List<Part> parts(JsonNode message) {
        List<Part> parts = new ArrayList<>();
        String plan = message.path("tool_plan").asText("");
        if (!plan.isEmpty()) {
            parts.add(new Part.Reasoning(plan, null));
        }
        for (JsonNode content : message.path("content")) {
            if (content.path("type").asText().equals("thinking")) {
                parts.add(new Part.Reasoning(content.path("thinking").asText(""), null));
            } else if (!content.path("text").asText("").isEmpty()) {
                parts.add(new Part.Text(content.path("text").asText()));
            }
        }
        for (JsonNode call : message.path("tool_calls")) {
            JsonNode function = call.path("function");
            parts.add(new Part.ToolCall(
                    call.path("id").asText(""),
                    function.path("name").asText(""),
                    arguments(function.path("arguments").asText(""))));
        }
        return List.copyOf(parts);
    }

    /** A tool without arguments is called with {@code null}. */
    static String arguments(String text) {
        return text.isBlank() || text.strip().equals("null") ? "{}" : text;
    }

    @Override
    public StreamDecoder stream() {
        return new CohereStreamDecoder(failures);
    }

    static byte[] bytes(JsonNode body) {
        try {
            return WireJson.mapper().writeValueAsBytes(body);
        } catch (IOException impossible) {
            throw new IllegalStateException("a tree could not be written", impossible);
        }
    }
}
