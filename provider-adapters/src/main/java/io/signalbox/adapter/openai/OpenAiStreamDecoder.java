package io.signalbox.adapter.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.ConversationCodec.StreamDecoder;
import io.signalbox.adapter.Failure;
import io.signalbox.adapter.UnreadableAnswerException;
import io.signalbox.adapter.conversation.AnswerDelta;
import io.signalbox.adapter.conversation.StopReason;
import io.signalbox.adapter.wire.WireJson;
import io.signalbox.contracts.usage.FailureKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One stream of chunks as canonical steps; of several choices only the first is told. */
final class OpenAiStreamDecoder implements StreamDecoder {
    private final OpenAiFailures failures;
    private final OpenAiToolCalls calls = new OpenAiToolCalls();
    private boolean began;
    private boolean refused;
    private boolean done;
    private boolean failed;

    OpenAiStreamDecoder(OpenAiFailures failures) {
        this.failures = failures;
    }

    @Override
    public List<AnswerDelta> decode(@Nullable String event, byte[] data, int offset, int length) {
        byte[] chunk = Arrays.copyOfRange(data, offset, offset + length);
        String text = new String(chunk, StandardCharsets.UTF_8).strip();
        if (text.isEmpty()) {
            return List.of();
        }
        if (text.startsWith("[DONE]")) {
            done = true;
            return List.of(new AnswerDelta.Ended());
        }
        try {
            JsonNode root = WireJson.tree(chunk);
            return root.isObject() ? steps(root) : malformed();
        } catch (IOException | UnreadableAnswerException unreadable) {
            return malformed();
        }
    }

    @Override
    public boolean complete() {
        return done && !failed;
    }

    private List<AnswerDelta> steps(JsonNode root) {
        JsonNode choice = choice(root);
        JsonNode error = root.path("error").isObject() ? root.path("error") : choice.path("error");
        if (error.isObject() && !error.isEmpty()) {
            return fail(failures.inside(error));
        }
        List<AnswerDelta> steps = new ArrayList<>();
        start(root, steps);
        delta(choice.path("delta"), steps);
        String reason = choice.path("finish_reason").asText("");
        Failure broken = OpenAiFailures.finish(reason);
        if (broken != null) {
            steps.addAll(fail(broken));
            return steps;
        }
        if (!reason.isEmpty()) {
            calls.end(steps);
            StopReason stop = OpenAiText.stop(reason, calls.any());
            steps.add(new AnswerDelta.Stopped(refused ? StopReason.CONTENT_FILTER : stop));
        }
        OpenAiUsage usage = OpenAiUsage.read(root.path("usage"));
        if (usage != null) {
            steps.add(new AnswerDelta.UsageReported(
                    usage.toUsage(root.path("service_tier").textValue())));
        }
        return steps;
    }

    /** Some servers send a report of their filters before the answer has an id; it begins with its first choice. */
    private void start(JsonNode root, List<AnswerDelta> steps) {
        if (!began && !root.path("choices").isEmpty()) {
            began = true;
            steps.add(new AnswerDelta.Started(
                    root.path("id").asText(""), root.path("model").asText("")));
        }
    }

    private void delta(JsonNode delta, List<AnswerDelta> steps) {
        String reasoning = OpenAiText.reasoning(delta);
        if (!reasoning.isEmpty()) {
            steps.add(new AnswerDelta.ReasoningAdded(reasoning));
        }
        String text = OpenAiText.of(delta.path("content"));
        if (!text.isEmpty()) {
            steps.add(new AnswerDelta.TextAdded(text));
        }
        String refusal = OpenAiText.of(delta.path("refusal"));
        if (!refusal.isEmpty()) {
            refused = true;
            steps.add(new AnswerDelta.RefusalAdded(refusal));
        }
        delta.path("tool_calls").forEach(call -> calls.add(call, steps));
    }

    private static JsonNode choice(JsonNode root) {
        for (JsonNode choice : root.path("choices")) {
            if (choice.path("index").asInt(0) == 0) {
                return choice;
            }
        }
        return root.path("choices").path(0).path("none");
    }

    private List<AnswerDelta> malformed() {
        return fail(Failure.of(FailureKind.MALFORMED_ANSWER, "an event of the stream is not a JSON object"));
    }

    private List<AnswerDelta> fail(Failure failure) {
        failed = true;
        return List.of(new AnswerDelta.Failed(failure));
    }
}
