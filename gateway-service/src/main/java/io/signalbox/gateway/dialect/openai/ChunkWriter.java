package io.signalbox.gateway.dialect.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import io.netty.buffer.ByteBuf;
import io.signalbox.adapter.Usage;
import io.signalbox.adapter.conversation.AnswerDelta;
import io.signalbox.gateway.conversation.Spoken;
import io.signalbox.gateway.dialect.AnswerForm;
import io.signalbox.gateway.dialect.WrittenJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes the steps of one streamed answer as chat completion chunks. Not thread-safe. */
final class ChunkWriter implements AnswerForm.StepWriter {
    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DONE = "data: [DONE]\n\n".getBytes(StandardCharsets.US_ASCII);

    private final long created;
    private final boolean usageWanted;
    private String id = "";
    private String model = "";
    private Usage usage = Usage.NONE;

    ChunkWriter(long created, boolean usageWanted) {
        this.created = created;
        this.usageWanted = usageWanted;
    }

    /** One that goes on with an answer that has begun. */
    static ChunkWriter resumed(Spoken spoken, long createdSecond, boolean usageWanted) {
        long told = spoken.createdSecond() == null ? createdSecond : spoken.createdSecond();
        ChunkWriter writer = new ChunkWriter(told, usageWanted);
        writer.id = spoken.id();
        writer.model = spoken.model();
        return writer;
    }

    @Override
    public void write(AnswerDelta step, ByteBuf out) {
        switch (step) {
            case AnswerDelta.Started started -> {
                id = started.id();
                model = started.model();
                delta(out, json -> {
                    json.writeStringField("role", "assistant");
                    json.writeStringField("content", "");
                });
            }
            case AnswerDelta.TextAdded text -> delta(out, json -> json.writeStringField("content", text.text()));
            case AnswerDelta.RefusalAdded refusal ->
                delta(out, json -> json.writeStringField("refusal", refusal.text()));
            case AnswerDelta.ReasoningAdded reasoning ->
                delta(out, json -> json.writeStringField("reasoning_content", reasoning.text()));
            // The format has no place for it.
            case AnswerDelta.ReasoningSigned ignored -> {}
            case AnswerDelta.ToolCallStarted call -> delta(out, json -> toolCall(json, call));
            case AnswerDelta.ToolArgumentsAdded more -> delta(out, json -> arguments(json, more));
            case AnswerDelta.Stopped stopped -> choice(out, json -> {}, AnswerWriter.finish(stopped.reason()));
            case AnswerDelta.UsageReported reported -> usage = reported.usage();
            case AnswerDelta.Ended ended -> end(out);
            case AnswerDelta.Failed failed -> {}
        }
    }

    private static void toolCall(JsonGenerator json, AnswerDelta.ToolCallStarted call) throws IOException {
        json.writeArrayFieldStart("tool_calls");
        json.writeStartObject();
        json.writeNumberField("index", call.index());
        json.writeStringField("id", call.id());
        json.writeStringField("type", "function");
        json.writeObjectFieldStart("function");
        json.writeStringField("name", call.name());
        json.writeStringField("arguments", "");
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
    }

    private static void arguments(JsonGenerator json, AnswerDelta.ToolArgumentsAdded more) throws IOException {
        json.writeArrayFieldStart("tool_calls");
        json.writeStartObject();
        json.writeNumberField("index", more.index());
        json.writeObjectFieldStart("function");
        json.writeStringField("arguments", more.fragment());
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
    }

    private void end(ByteBuf out) {
        if (usageWanted) {
            chunk(out, json -> {
                json.writeArrayFieldStart("choices");
                json.writeEndArray();
                json.writeFieldName("usage");
                UsageJson.write(json, usage);
            });
        }
        out.writeBytes(DONE);
    }

    private void delta(ByteBuf out, WrittenJson.Fields content) {
        choice(out, content, null);
    }

    private void choice(ByteBuf out, WrittenJson.Fields content, @Nullable String finish) {
        chunk(out, json -> {
            json.writeArrayFieldStart("choices");
            json.writeStartObject();
            json.writeNumberField("index", 0);
            json.writeObjectFieldStart("delta");
            content.write(json);
            json.writeEndObject();
            json.writeNullField("logprobs");
            json.writeStringField("finish_reason", finish);
            json.writeEndObject();
            json.writeEndArray();
            if (usageWanted) {
                json.writeNullField("usage");
            }
        });
    }

    private void chunk(ByteBuf out, WrittenJson.Fields content) {
        WrittenJson.event(out, DATA, json -> {
            json.writeStringField("id", id);
            json.writeStringField("object", "chat.completion.chunk");
            json.writeNumberField("created", created);
            json.writeStringField("model", model);
            content.write(json);
        });
    }
}
