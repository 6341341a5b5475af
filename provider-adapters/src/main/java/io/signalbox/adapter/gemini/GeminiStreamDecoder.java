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
 * One stream of answers as canonical steps. Text comes in pieces, a tool call whole; there is no step for the end,
 * because the format has no terminator. Signatures are left out: no step carries one.
 */
final class GeminiStreamDecoder implements StreamDecoder {
    private final GeminiFailures failures;
    private final GeminiParts parts;
    private final GeminiUsage usage = new GeminiUsage();
    private int callsBegun;
    private boolean began;
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
        parts.of(candidate, id).forEach(part -> step(part, steps));
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
            case Part.Reasoning reasoning -> {
                if (!reasoning.text().isEmpty()) {
                    steps.add(new AnswerDelta.ReasoningAdded(reasoning.text()));
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
