package io.signalbox.adapter.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.ConversationCodec;
import io.signalbox.adapter.UnreadableAnswerException;
import io.signalbox.adapter.conversation.Answer;
import io.signalbox.adapter.conversation.Conversation;
import io.signalbox.adapter.conversation.Part;
import io.signalbox.adapter.wire.WireJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The canonical conversation as messages, and messages back as answers. Blocks are found by type, never by place. */
final class AnthropicCodec implements ConversationCodec {
    private final AnthropicFailures failures;

    AnthropicCodec(AnthropicFailures failures) {
        this.failures = failures;
    }

    @Override
    public List<String> unsupported(Conversation conversation) {
        return AnthropicLimits.of(conversation);
    }

    @Override
    public byte[] encode(Conversation conversation, String model, boolean streamed) {
        try {
            return WireJson.mapper().writeValueAsBytes(AnthropicRequest.of(conversation, model, streamed));
        } catch (IOException impossible) {
            throw new IllegalStateException("a tree could not be written", impossible);
        }
    }

    @Override
    public Answer decode(byte[] body) {
        JsonNode root = root(body);
        if (!root.path("content").isArray()) {
            throw new UnreadableAnswerException("the answer has no content");
        }
        AnthropicUsage usage = new AnthropicUsage();
        usage.update(root.path("usage"));
        return new Answer(
                root.path("id").asText(""),
                root.path("model").asText(""),
                parts(root.path("content")),
                AnthropicStops.of(root.path("stop_reason").asText("")),
                usage.orNone());
    }

    @Override
    public StreamDecoder stream() {
        return new AnthropicStreamDecoder(failures);
    }

    private static List<Part> parts(JsonNode content) {
        List<Part> parts = new ArrayList<>();
        for (JsonNode block : content) {
            switch (block.path("type").asText("")) {
                case "text" -> parts.add(new Part.Text(block.path("text").asText("")));
                case "thinking" ->
                    parts.add(new Part.Reasoning(
                            block.path("thinking").asText(""),
                            block.path("signature").textValue()));
                case "tool_use" -> parts.add(toolCall(block));
                default -> {}
            }
        }
        return List.copyOf(parts);
    }

    private static Part.ToolCall toolCall(JsonNode block) {
        JsonNode input = block.path("input");
        return new Part.ToolCall(
                block.path("id").asText(""), block.path("name").asText(""), input.isObject() ? input.toString() : "{}");
    }

    private static JsonNode root(byte[] body) {
        try {
            return WireJson.tree(body);
        } catch (IOException notJson) {
            throw new UnreadableAnswerException("the answer is not whole JSON");
        }
    }
}
