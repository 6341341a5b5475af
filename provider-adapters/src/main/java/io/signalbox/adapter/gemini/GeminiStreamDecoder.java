package io.signalbox.adapter.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.ConversationCodec.StreamDecoder;
import io.signalbox.adapter.Failure;
import io.signalbox.adapter.UnreadableAnswerException;
import io.signalbox.adapter.Usage;
import io.signalbox.adapter.conversation.AnswerDelta;
import io.signalbox.adapter.conversation.Part;
import io.signalbox.adapter.wire.WireJson;
import io.signalbox.contracts.usage.FailureKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One stream of answers as canonical steps. Text comes in pieces, a tool call whole, and its signature before it; there
 * is no step for the end, because the format has no terminator.
 */
final class GeminiStreamDecoder implements StreamDecoder {
    private final GeminiFailures failures;
    private final GeminiParts parts;
    private final GeminiUsage usage = new GeminiUsage();
    private int callsBegun;
    private boolean began;
    private boolean thought;
    private boolean finished;
    private boolean failed;

    GeminiStreamDecoder(GeminiFailures failures, GeminiParts parts) {
        this.failures = failures;
        this.parts = parts;
    }

    @Override
    public List<AnswerDelta> decode(@Nullable String event, byte[] data, int offset, int length) {
        if (WireJson.isBlank(data, offset, length)) {
            return List.of();
        }
        try {
            JsonNode root = WireJson.tree(Arrays.copyOfRange(data, offset, offset + length));
            return root.isObject() ? steps(root) : malformed();
        } catch (IOException | UnreadableAnswerException unreadable) {
            return malformed();
        }
    }

    @Override
    public boolean complete() {
        return finished && !failed;
    }

    private List<AnswerDelta> steps(JsonNode root) {
        List<AnswerDelta> steps = new ArrayList<>();
        JsonNode error = root.path("error");
        if (error.isObject() && !error.isEmpty()) {
            fail(failures.inside(error), steps);
            return steps;
        }
        String id = root.path("responseId").asText("");
        if (!began) {
            began = true;
            steps.add(new AnswerDelta.Started(id, root.path("modelVersion").asText("")));
        }
        report(root.path("usageMetadata"), steps);
        String blocked = GeminiCodec.blockReason(root);
        if (!blocked.isEmpty()) {
            fail(GeminiFailures.blocked(blocked), steps);
            return steps;
        }
        candidate(first(root.path("candidates")), id, steps);
        return steps;
    }

    private void candidate(JsonNode candidate, String id, List<AnswerDelta> steps) {
        List<Part> said = parts.of(candidate, id);
        for (int at = 0; at < said.size(); at++) {
            boolean ofNothing = said.get(at) instanceof Part.Reasoning(String text, String signature) && text.isEmpty();
            boolean ofCall = at + 1 < said.size() && said.get(at + 1) instanceof Part.ToolCall;
            // A text is signed, too, behind it; nobody has to send that back, and a thought there was not would be odd.
            if (!ofNothing || ofCall || thought) {
                step(said.get(at), steps);
            }
        }
        String reason = candidate.path("finishReason").asText("");
        Failure broken = GeminiFailures.finish(reason);
        if (broken != null) {
            fail(broken, steps);
        } else if (!reason.isEmpty()) {
            finished = true;
            steps.add(new AnswerDelta.Stopped(parts.stop(reason)));
        }
    }

    private void step(Part part, List<AnswerDelta> steps) {
        switch (part) {
            case Part.Text text -> steps.add(new AnswerDelta.TextAdded(text.text()));
            case Part.Refusal(String text) -> steps.add(new AnswerDelta.RefusalAdded(text));
            case Part.Reasoning reasoning -> {
                if (!reasoning.text().isEmpty()) {
                    thought = true;
                    steps.add(new AnswerDelta.ReasoningAdded(reasoning.text()));
                }
                if (reasoning.signature() != null) {
                    steps.add(new AnswerDelta.ReasoningSigned(reasoning.signature()));
                }
            }
            case Part.ToolCall(String id, String name, String arguments) -> {
                int index = callsBegun++;
                steps.add(new AnswerDelta.ToolCallStarted(index, id, name));
                steps.add(new AnswerDelta.ToolArgumentsAdded(index, arguments));
            }
            case Part.ImageBytes ignored ->
                fail(Failure.of(FailureKind.UNSUPPORTED, "the answer has an image, which no step can carry"), steps);
            case Part.ImageUrl ignored -> {}
            case Part.ToolResult ignored -> {}
        }
    }

    private void report(JsonNode metadata, List<AnswerDelta> steps) {
        usage.update(metadata);
        Usage reported = usage.toUsage();
        if (reported != null && metadata.isObject()) {
            steps.add(new AnswerDelta.UsageReported(reported));
        }
    }

    /** Of several candidates only the first is told. */
    private static JsonNode first(JsonNode candidates) {
        for (JsonNode candidate : candidates) {
            if (candidate.path("index").asInt(0) == 0) {
                return candidate;
            }
        }
        return candidates.path("none");
    }

    private List<AnswerDelta> malformed() {
        List<AnswerDelta> steps = new ArrayList<>();
        fail(Failure.of(FailureKind.MALFORMED_ANSWER, "an event of the stream is not of the promised format"), steps);
        return steps;
    }

    private void fail(Failure failure, List<AnswerDelta> steps) {
        failed = true;
        steps.add(new AnswerDelta.Failed(failure));
    }
}
