package io.signalbox.adapter.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.adapter.ConversationCodec;
import io.signalbox.adapter.UnreadableAnswerException;
import io.signalbox.adapter.Usage;
import io.signalbox.adapter.conversation.Answer;
import io.signalbox.adapter.conversation.Conversation;
import io.signalbox.adapter.conversation.Part;
import io.signalbox.adapter.conversation.StopReason;
import io.signalbox.adapter.wire.WireJson;
import io.signalbox.adapter.wording.Wording;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The canonical conversation as a chat completion, and its first choice back as an answer. */
final class OpenAiCodec implements ConversationCodec {
    private final OpenAiFailures failures;
    private final @Nullable String reasoningField;

    /** {@code reasoningField} is where earlier thoughts go; null drops them, as this format has no place for them. */
    OpenAiCodec(OpenAiFailures failures, @Nullable String reasoningField) {
        this.failures = failures;
        this.reasoningField = reasoningField;
    }

    @Override
    public List<String> unsupported(Conversation conversation) {
        return OpenAiLimits.of(conversation);
    }

    @Override
    public byte[] encode(Conversation conversation, String model, boolean streamed) {
        return bytes(OpenAiRequest.of(conversation, model, streamed, reasoningField));
    }

    /** Those who can at all have it marked as a prefix. */
    @Override
    public byte[] encodeContinued(Conversation conversation, String model) {
        ObjectNode body = OpenAiRequest.of(conversation, model, true, reasoningField);
        if (body.path("messages").path(body.path("messages").size() - 1) instanceof ObjectNode last
                && last.path("role").asText().equals("assistant")) {
            last.put("prefix", true);
        }
        return bytes(body);
    }

    private static byte[] bytes(ObjectNode body) {
        try {
            return WireJson.mapper().writeValueAsBytes(body);
        } catch (IOException impossible) {
            throw new IllegalStateException("a tree could not be written", impossible);
        }
    }

    @Override
    public Answer decode(byte[] body) {
        JsonNode root = root(body);
        JsonNode choice = root.path("choices").path(0);
        if (!choice.path("message").isObject()) {
            throw new UnreadableAnswerException("the answer has no choice with a message");
        }
        List<Part> parts = parts(choice.path("message"));
        boolean called = parts.stream().anyMatch(Part.ToolCall.class::isInstance);
        boolean refused = OpenAiText.of(choice.path("message").path("refusal")).isEmpty();
        StopReason stop = OpenAiText.stop(choice.path("finish_reason").asText(""), called);
        return new Answer(
                root.path("id").asText(""),
                root.path("model").asText(""),
                parts,
                refused ? stop : StopReason.CONTENT_FILTER,
                usage(root));
    }

    @Override
    public StreamDecoder stream() {
        return new OpenAiStreamDecoder(failures);
    }

    static Usage usage(JsonNode root) {
        OpenAiUsage reported = OpenAiUsage.read(root.path("usage"));
        return reported == null
                ? Usage.NONE
                : reported.toUsage(root.path("service_tier").textValue());
    }

    private static List<Part> parts(JsonNode message) {
        List<Part> parts = new ArrayList<>();
        String reasoning = OpenAiText.reasoning(message);
        if (!reasoning.isEmpty()) {
            parts.add(new Part.Reasoning(reasoning, null));
        }
        for (JsonNode text : List.of(message.path("content"), message.path("refusal"))) {
            Wording told = OpenAiText.wording(text);
            if (!told.isEmpty()) {
                parts.add(new Part.Text(told));
            }
        }
        for (JsonNode call : message.path("tool_calls")) {
            String arguments = OpenAiText.arguments(call);
            parts.add(new Part.ToolCall(
                    call.path("id").asText(""),
                    call.path("function").path("name").asText(""),
                    arguments.isBlank() ? "{}" : arguments));
        }
        return List.copyOf(parts);
    }

    private static JsonNode root(byte[] body) {
        try {
            return WireJson.undecodedTree(body);
        } catch (IOException notJson) {
            throw new UnreadableAnswerException("the answer is not whole JSON");
        }
    }
}
