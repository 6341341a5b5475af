package io.signalbox.gateway.dialect.anthropic;

import io.netty.buffer.ByteBuf;
import io.signalbox.adapter.Usage;
import io.signalbox.adapter.conversation.AnswerDelta;
import io.signalbox.adapter.conversation.StopReason;
import io.signalbox.gateway.dialect.AnswerForm;
import io.signalbox.gateway.dialect.WrittenJson;
import java.nio.charset.StandardCharsets;

/**
 * Writes the steps of one streamed answer as named events. Why the model stopped waits for the end, because this dialect
 * tells it together with the usage, which others report last. Not thread-safe.
 */
final class EventWriter implements AnswerForm.StepWriter {
    private static final byte[] MESSAGE_START = opening("message_start");
    private static final byte[] MESSAGE_DELTA = opening("message_delta");
    private static final byte[] MESSAGE_STOP = opening("message_stop");

    private final Blocks blocks;
    private Usage usage = Usage.NONE;
    private StopReason reason = StopReason.STOP;

    EventWriter(Blocks blocks) {
        this.blocks = blocks;
    }

    /** What stands before an event's object. */
    static byte[] opening(String event) {
        return ("event: " + event + "\ndata: ").getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void write(AnswerDelta step, ByteBuf out) {
        switch (step) {
            case AnswerDelta.Started started -> start(started, out);
            case AnswerDelta.TextAdded(String text) -> blocks.text(text, out);
            case AnswerDelta.RefusalAdded(String text) -> blocks.text(text, out);
            case AnswerDelta.ReasoningAdded(String text) -> blocks.thinking(text, out);
            case AnswerDelta.ReasoningSigned(String signature) -> blocks.signature(signature, out);
            case AnswerDelta.ToolCallStarted call -> blocks.toolUse(call, out);
            case AnswerDelta.ToolArgumentsAdded(int call, String fragment) -> blocks.arguments(call, fragment, out);
            case AnswerDelta.Stopped(StopReason why) -> {
                reason = why;
                blocks.end(out);
            }
            case AnswerDelta.UsageReported(Usage reported) -> usage = reported;
            case AnswerDelta.Ended ended -> end(out);
            case AnswerDelta.Failed failed -> {}
        }
    }

    private void start(AnswerDelta.Started started, ByteBuf out) {
        WrittenJson.event(out, MESSAGE_START, json -> {
            json.writeStringField("type", "message_start");
            json.writeObjectFieldStart("message");
            json.writeStringField("id", started.id());
            json.writeStringField("type", "message");
            json.writeStringField("role", "assistant");
            json.writeStringField("model", started.model());
            json.writeArrayFieldStart("content");
            json.writeEndArray();
            json.writeNullField("stop_reason");
            json.writeNullField("stop_sequence");
            UsageJson.write(json, usage);
            json.writeEndObject();
        });
    }

    private void end(ByteBuf out) {
        blocks.end(out);
        WrittenJson.event(out, MESSAGE_DELTA, json -> {
            json.writeStringField("type", "message_delta");
            json.writeObjectFieldStart("delta");
            json.writeStringField("stop_reason", AnthropicForm.stop(reason));
            json.writeNullField("stop_sequence");
            json.writeEndObject();
            UsageJson.write(json, usage);
        });
        WrittenJson.event(out, MESSAGE_STOP, json -> json.writeStringField("type", "message_stop"));
    }
}
