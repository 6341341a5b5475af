package io.signalbox.adapter.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.ConversationCodec.StreamDecoder;
import io.signalbox.adapter.Failure;
import io.signalbox.adapter.Usage;
import io.signalbox.adapter.conversation.AnswerDelta;
import io.signalbox.adapter.wire.WireJson;
import io.signalbox.contracts.usage.FailureKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One stream of messages as canonical steps. Tool calls are counted as they begin, whatever number their block has; a
 * call that got no arguments by its end gets an empty object.
 */
final class AnthropicStreamDecoder implements StreamDecoder {
    private final AnthropicFailures failures;
    private final AnthropicUsage usage = new AnthropicUsage();
    private final Map<Integer, OpenCall> calls = new HashMap<>();
    private int callsBegun;
    private boolean began;
    private boolean stopped;
    private boolean failed;

    AnthropicStreamDecoder(AnthropicFailures failures) {
        this.failures = failures;
    }

    @Override
    public List<AnswerDelta> decode(@Nullable String event, byte[] data, int offset, int length) {
        JsonNode root;
        try {
            root = WireJson.tree(Arrays.copyOfRange(data, offset, offset + length));
        } catch (IOException notJson) {
            return malformed();
        }
        if (root == null || root.isMissingNode()) {
            return List.of();
        }
        return root.path("type").isTextual() ? steps(root) : untyped(root);
    }

    @Override
    public boolean complete() {
        return began && stopped && !failed;
    }

    private List<AnswerDelta> steps(JsonNode root) {
        return switch (root.path("type").textValue()) {
            case "message_start" -> start(root.path("message"));
            case "content_block_start" -> blockStart(root.path("index").asInt(), root.path("content_block"));
            case "content_block_delta" -> delta(root.path("index").asInt(), root.path("delta"));
            case "content_block_stop" -> blockStop(root.path("index").asInt());
            case "message_delta" -> messageDelta(root);
            case "message_stop" -> {
                stopped = true;
                yield List.of(new AnswerDelta.Ended());
            }
            case "error" -> fail(failures.inside(root));
            default -> List.of();
        };
    }

    private List<AnswerDelta> start(JsonNode message) {
        usage.update(message.path("usage"));
        if (began) {
            return List.of();
        }
        began = true;
        List<AnswerDelta> steps = new ArrayList<>();
        steps.add(new AnswerDelta.Started(
                message.path("id").asText(""), message.path("model").asText("")));
        reportUsage(steps);
        return steps;
    }

    private List<AnswerDelta> blockStart(int index, JsonNode block) {
        return switch (block.path("type").asText("")) {
            case "text" -> text(block.path("text").asText(""));
            case "thinking" -> reasoning(block.path("thinking").asText(""));
            case "tool_use" -> toolStart(index, block);
            default -> List.of();
        };
    }

    private List<AnswerDelta> toolStart(int index, JsonNode block) {
        OpenCall call = new OpenCall(callsBegun++);
        calls.put(index, call);
        List<AnswerDelta> steps = new ArrayList<>();
        steps.add(new AnswerDelta.ToolCallStarted(
                call.number, block.path("id").asText(""), block.path("name").asText("")));
        JsonNode input = block.path("input");
        if (input.isObject() && !input.isEmpty()) {
            steps.addAll(call.add(input.toString()));
        }
        return steps;
    }

    private List<AnswerDelta> delta(int index, JsonNode delta) {
        return switch (delta.path("type").asText("")) {
            case "text_delta" -> text(delta.path("text").asText(""));
            case "thinking_delta" -> reasoning(delta.path("thinking").asText(""));
            case "signature_delta" -> signed(delta.path("signature").asText(""));
            case "input_json_delta" -> {
                OpenCall call = calls.get(index);
                yield call == null
                        ? List.of()
                        : call.add(delta.path("partial_json").asText(""));
            }
            default -> List.of();
        };
    }

    private List<AnswerDelta> blockStop(int index) {
        OpenCall call = calls.remove(index);
        return call == null || call.hasArguments ? List.of() : call.add("{}");
    }

    private List<AnswerDelta> messageDelta(JsonNode root) {
        List<AnswerDelta> steps = new ArrayList<>();
        String reason = root.path("delta").path("stop_reason").asText("");
        if (!reason.isEmpty()) {
            steps.add(new AnswerDelta.Stopped(AnthropicStops.of(reason)));
        }
        if (root.path("usage").isObject()) {
            usage.update(root.path("usage"));
            reportUsage(steps);
        }
        return steps;
    }

    private void reportUsage(List<AnswerDelta> steps) {
        Usage reported = usage.toUsage();
        if (reported != null) {
            steps.add(new AnswerDelta.UsageReported(reported));
        }
    }

    private List<AnswerDelta> untyped(JsonNode root) {
        return root.path("error").isObject() ? fail(failures.inside(root)) : malformed();
    }

    private List<AnswerDelta> malformed() {
        return fail(Failure.of(FailureKind.MALFORMED_ANSWER, "an event of the stream is not of the promised format"));
    }

    private List<AnswerDelta> fail(Failure failure) {
        failed = true;
        return List.of(new AnswerDelta.Failed(failure));
    }

    private static List<AnswerDelta> text(String text) {
        return text.isEmpty() ? List.of() : List.of(new AnswerDelta.TextAdded(text));
    }

    private static List<AnswerDelta> reasoning(String text) {
        return text.isEmpty() ? List.of() : List.of(new AnswerDelta.ReasoningAdded(text));
    }

    private static List<AnswerDelta> signed(String signature) {
        return signature.isEmpty() ? List.of() : List.of(new AnswerDelta.ReasoningSigned(signature));
    }

    /** A tool call whose block has not ended. */
    private static final class OpenCall {
        private final int number;
        private boolean hasArguments;

        private OpenCall(int number) {
            this.number = number;
        }

        private List<AnswerDelta> add(String fragment) {
            hasArguments |= !fragment.isEmpty();
            return fragment.isEmpty() ? List.of() : List.of(new AnswerDelta.ToolArgumentsAdded(number, fragment));
        }
    }
}
