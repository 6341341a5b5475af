package io.signalbox.adapter.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.ConversationCodec.StreamDecoder;
import io.signalbox.adapter.Failure;
import io.signalbox.adapter.conversation.AnswerDelta;
import io.signalbox.adapter.wire.WireJson;
import io.signalbox.contracts.usage.FailureKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One stream of events as canonical steps. In events, unlike in whole answers, content and calls are single objects. */
final class CohereStreamDecoder implements StreamDecoder {
    private final CohereFailures failures;
    private final StringBuilder arguments = new StringBuilder();
    private int calls;
    private boolean done;
    private boolean failed;

    CohereStreamDecoder(CohereFailures failures) {
        this.failures = failures;
    }

    @Override
    public List<AnswerDelta> decode(@Nullable String event, byte[] data, int offset, int length) {
        if (WireJson.isBlank(data, offset, length)) {
            return List.of();
        }
        try {
            JsonNode root = WireJson.tree(Arrays.copyOfRange(data, offset, offset + length));
            return root.isObject() ? steps(root) : malformed();
        } catch (IOException notJson) {
            return malformed();
        }
    }

    @Override
    public boolean complete() {
        return done && !failed;
    }

    private List<AnswerDelta> steps(JsonNode root) {
        JsonNode delta = root.path("delta");
        JsonNode message = delta.path("message");
        return switch (root.path("type").asText("")) {
            case "message-start" ->
                List.of(new AnswerDelta.Started(root.path("id").asText(""), ""));
            case "content-start", "content-delta" -> content(message.path("content"));
            case "tool-plan-delta" -> thought(message.path("tool_plan").asText(""));
            case "tool-call-start" -> call(message.path("tool_calls"));
            case "tool-call-delta" -> {
                arguments.append(message.at("/tool_calls/function/arguments").asText(""));
                yield List.of();
            }
            case "tool-call-end" -> callEnd();
            case "message-end" -> end(delta);
            case "" -> root.has("message") ? fail(failures.inside(root)) : malformed();
            default -> List.of();
        };
    }

    private static List<AnswerDelta> content(JsonNode content) {
        String text = content.path("text").asText("");
        return text.isEmpty() ? thought(content.path("thinking").asText("")) : List.of(new AnswerDelta.TextAdded(text));
    }

    private static List<AnswerDelta> thought(String text) {
        return text.isEmpty() ? List.of() : List.of(new AnswerDelta.ReasoningAdded(text));
    }

    private List<AnswerDelta> call(JsonNode call) {
        JsonNode function = call.path("function");
        arguments.setLength(0);
        arguments.append(function.path("arguments").asText(""));
        return List.of(new AnswerDelta.ToolCallStarted(
                calls++, call.path("id").asText(""), function.path("name").asText("")));
    }

    /** Arguments are told when they are whole, because only then it shows that they are {@code null}. */
    private List<AnswerDelta> callEnd() {
        return List.of(new AnswerDelta.ToolArgumentsAdded(calls - 1, CohereCodec.arguments(arguments.toString())));
    }

    private List<AnswerDelta> end(JsonNode delta) {
        String reason = delta.path("finish_reason").asText("");
        Failure broken = delta.hasNonNull("error") ? failures.inside(delta) : CohereStops.broken(reason);
        if (broken != null) {
            return fail(broken);
        }
        done = true;
        List<AnswerDelta> steps = new ArrayList<>();
        steps.add(new AnswerDelta.Stopped(CohereStops.of(reason)));
        if (delta.path("usage").isObject()) {
            steps.add(new AnswerDelta.UsageReported(CohereStops.usage(delta.path("usage"))));
        }
        steps.add(new AnswerDelta.Ended());
        return steps;
    }

    private List<AnswerDelta> malformed() {
        return fail(Failure.of(FailureKind.MALFORMED_ANSWER, "an event of the stream is not of the promised format"));
    }

    private List<AnswerDelta> fail(Failure failure) {
        failed = true;
        return List.of(new AnswerDelta.Failed(failure));
    }
}
