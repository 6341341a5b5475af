package io.signalbox.adapter.ollama;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.function.Supplier;

/** The canonical conversation as {@code /api/chat} takes it, and its answer back. Ids are ours: the format has none. */
final class OllamaCodec implements ConversationCodec {
    private final OllamaOptions options;
    private final OllamaFailures failures;
    private final Supplier<String> ids;

    OllamaCodec(OllamaOptions options, OllamaFailures failures, Supplier<String> ids) {
        this.options = options;
        this.failures = failures;
        this.ids = ids;
    }

    @Override
    public List<String> unsupported(Conversation conversation) {
        return OllamaLimits.of(conversation);
    }

    @Override
    public byte[] encode(Conversation said, String model, boolean streamed) {
        ObjectNode body =
                JsonNodeFactory.instance.objectNode().put("model", model).put("stream", streamed);
        body.set("messages", OllamaMessages.of(said));
        // No choice of none: a model that is shown no tools calls none.
        if (!(said.toolChoice() instanceof ToolChoice.None)) {
            tools(said, body);
        }
        switch (said.outputFormat()) {
            case OutputFormat.FreeText() -> {}
            case OutputFormat.AnyJson() -> body.put("format", "json");
            case OutputFormat.Schema schema -> body.set("format", schema.schema());
        }
        String effort = said.reasoningEffort();
        if (effort != null && effort.equals("none")) {
            body.put("think", false);
        } else if (effort != null) {
            body.put("think", effort);
        }
        options.put(said, body);
        return bytes(body);
    }

    private static void tools(Conversation said, ObjectNode body) {
        for (Conversation.Tool tool : said.tools()) {
            ObjectNode function = body.withArray("tools")
                    .addObject()
                    .put("type", "function")
                    .putObject("function")
                    .put("name", tool.name());
            if (tool.description() != null) {
                function.put("description", tool.description());
            }
            function.set("parameters", tool.parameters());
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
        if (root.hasNonNull("error")) {
            return new Answer(
                    "", "", List.of(), OllamaStops.of("", false), OllamaStops.usage(root), failures.inside(root));
        }
        if (!message.isObject() || !root.path("done").asBoolean()) {
            throw new UnreadableAnswerException("the answer has no message, or is not done");
        }
        List<Part> parts = parts(message);
        String reason = root.path("done_reason").asText("");
        return new Answer(
                "ollama-" + ids.get(),
                root.path("model").asText(""),
                parts,
                OllamaStops.of(reason, parts.stream().anyMatch(Part.ToolCall.class::isInstance)),
                OllamaStops.usage(root),
                OllamaStops.broken(reason));
    }

    /** What one message says, in the order it is told elsewhere: thoughts, words, calls. */
    private List<Part> parts(JsonNode message) {
        List<Part> parts = new ArrayList<>();
        String thinking = message.path("thinking").asText("");
        if (!thinking.isEmpty()) {
            parts.add(new Part.Reasoning(thinking, null));
        }
        String content = message.path("content").asText("");
        if (!content.isEmpty()) {
            parts.add(new Part.Text(content));
        }
        message.path("tool_calls").forEach(call -> parts.add(call(call)));
        return parts;
    }

    private Part.ToolCall call(JsonNode call) {
        String id = call.path("id").asText("");
        JsonNode function = call.path("function");
        return new Part.ToolCall(
                id.isEmpty() ? "call_" + ids.get() : id,
                function.path("name").asText(""),
                function.path("arguments").isObject()
                        ? function.path("arguments").toString()
                        : "{}");
    }

    @Override
    public StreamDecoder stream() {
        return new OllamaStreamDecoder(failures, ids, this::parts);
    }

    static byte[] bytes(JsonNode body) {
        try {
            return WireJson.mapper().writeValueAsBytes(body);
        } catch (IOException impossible) {
            throw new IllegalStateException("a tree could not be written", impossible);
        }
    }
}
