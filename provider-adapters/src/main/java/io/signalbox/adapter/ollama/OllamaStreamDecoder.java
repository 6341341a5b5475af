package io.signalbox.adapter.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.ConversationCodec.StreamDecoder;
import io.signalbox.adapter.Failure;
import io.signalbox.adapter.conversation.AnswerDelta;
import io.signalbox.adapter.conversation.Part;
import io.signalbox.adapter.wire.WireJson;
import io.signalbox.contracts.usage.FailureKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One stream of lines as canonical steps; calls come whole. */
final class OllamaStreamDecoder implements StreamDecoder {
    private final OllamaFailures failures;
    private final Supplier<String> ids;
    private final Function<JsonNode, List<Part>> parts;
    private int calls;
    private boolean began;
    private boolean done;
    private boolean failed;

    OllamaStreamDecoder(OllamaFailures failures, Supplier<String> ids, Function<JsonNode, List<Part>> parts) {
        this.failures = failures;
        this.ids = ids;
        this.parts = parts;
    }

    @Override
    public List<AnswerDelta> decode(@Nullable String event, byte[] data, int offset, int length) {
        if (WireJson.isBlank(data, offset, length)) {
            return List.of();
        }
        try {
            JsonNode line = WireJson.tree(Arrays.copyOfRange(data, offset, offset + length));
            return line.isObject() ? steps(line) : malformed();
        } catch (IOException notJson) {
            return malformed();
        }
    }

    @Override
    public boolean complete() {
        return done && !failed;
    }

    private List<AnswerDelta> steps(JsonNode line) {
        if (line.hasNonNull("error")) {
            return fail(failures.inside(line));
        }
        List<AnswerDelta> steps = new ArrayList<>();
        if (!began) {
            began = true;
            steps.add(new AnswerDelta.Started(
                    "ollama-" + ids.get(), line.path("model").asText("")));
        }
        parts.apply(line.path("message")).forEach(part -> step(part, steps));
        if (line.path("done").asBoolean()) {
            end(line, steps);
        }
        return steps;
    }

    private void end(JsonNode line, List<AnswerDelta> steps) {
        String reason = line.path("done_reason").asText("");
        Failure broken = OllamaStops.broken(reason);
        if (broken != null) {
            steps.addAll(fail(broken));
            return;
        }
        done = true;
        steps.add(new AnswerDelta.Stopped(OllamaStops.of(reason, calls > 0)));
        steps.add(new AnswerDelta.UsageReported(OllamaStops.usage(line)));
        steps.add(new AnswerDelta.Ended());
    }

    private void step(Part part, List<AnswerDelta> steps) {
        switch (part) {
            case Part.Text text -> steps.add(new AnswerDelta.TextAdded(text.text()));
            case Part.Reasoning reasoning -> steps.add(new AnswerDelta.ReasoningAdded(reasoning.text()));
            case Part.ToolCall(String id, String name, String arguments) -> {
                int index = calls++;
                steps.add(new AnswerDelta.ToolCallStarted(index, id, name));
                steps.add(new AnswerDelta.ToolArgumentsAdded(index, arguments));
            }
            case Part.ImageBytes ignored -> {}
            case Part.ImageUrl ignored -> {}
            case Part.ToolResult ignored -> {}
        }
    }

    private List<AnswerDelta> malformed() {
        return fail(Failure.of(FailureKind.MALFORMED_ANSWER, "a line of the stream is not a JSON object"));
    }

    private List<AnswerDelta> fail(Failure failure) {
        failed = true;
        return List.of(new AnswerDelta.Failed(failure));
    }
}
