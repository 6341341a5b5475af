package io.signalbox.adapter.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.ConversationCodec;
import io.signalbox.adapter.Failure;
import io.signalbox.adapter.UnreadableAnswerException;
import io.signalbox.adapter.conversation.Answer;
import io.signalbox.adapter.conversation.Conversation;
import io.signalbox.adapter.conversation.Part;
import io.signalbox.adapter.conversation.StopReason;
import io.signalbox.adapter.wire.WireJson;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/** The canonical conversation as contents, and the first candidate back as an answer. */
final class GeminiCodec implements ConversationCodec {
    private final GeminiFailures failures;
    private final Supplier<String> ids;

    GeminiCodec(GeminiFailures failures, Supplier<String> ids) {
        this.failures = failures;
        this.ids = ids;
    }

    @Override
    public List<String> unsupported(Conversation conversation) {
        return GeminiLimits.of(conversation);
    }

    @Override
    public byte[] encode(Conversation conversation, String model, boolean streamed) {
        try {
            return WireJson.mapper().writeValueAsBytes(GeminiRequest.of(conversation, new GeminiModelName(model)));
        } catch (IOException impossible) {
            throw new IllegalStateException("a tree could not be written", impossible);
        }
    }

    @Override
    public Answer decode(byte[] body) {
        JsonNode root = root(body);
        String id = root.path("responseId").asText("");
        String model = root.path("modelVersion").asText("");
        GeminiUsage usage = new GeminiUsage();
        usage.update(root.path("usageMetadata"));
        String blocked = blockReason(root);
        if (!blocked.isEmpty()) {
            Failure refused = GeminiFailures.blocked(blocked);
            return new Answer(id, model, List.of(), StopReason.CONTENT_FILTER, usage.orNone(), refused);
        }
        JsonNode candidate = root.path("candidates").path(0);
        if (!candidate.isObject()) {
            throw new UnreadableAnswerException("the answer has no candidate");
        }
        GeminiParts reader = new GeminiParts(ids);
        List<Part> parts = List.copyOf(reader.of(candidate, id));
        String reason = candidate.path("finishReason").asText("");
        return new Answer(id, model, parts, reader.stop(reason), usage.orNone(), GeminiFailures.finish(reason));
    }

    @Override
    public StreamDecoder stream() {
        return new GeminiStreamDecoder(failures, new GeminiParts(ids));
    }

    /** Why the prompt was refused; empty where it was not, for feedback comes with good answers too. */
    static String blockReason(JsonNode root) {
        return root.path("candidates").isEmpty()
                ? root.path("promptFeedback").path("blockReason").asText("")
                : "";
    }

    private static JsonNode root(byte[] body) {
        try {
            return WireJson.tree(body);
        } catch (IOException notJson) {
            throw new UnreadableAnswerException("the answer is not whole JSON");
        }
    }
}
