package io.signalbox.gateway.dialect.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import io.signalbox.adapter.conversation.Answer;
import io.signalbox.adapter.conversation.Part;
import io.signalbox.adapter.conversation.StopReason;
import io.signalbox.adapter.wording.Wording;
import io.signalbox.gateway.dialect.WrittenJson;
import java.io.IOException;
import java.util.List;

/** Writes a complete answer as a chat completion. */
final class AnswerWriter {
    private AnswerWriter() {}

    static byte[] write(Answer answer, long created) {
        return WrittenJson.body(json -> {
            json.writeStringField("id", answer.id());
            json.writeStringField("object", "chat.completion");
            json.writeNumberField("created", created);
            json.writeStringField("model", answer.model());
            json.writeArrayFieldStart("choices");
            json.writeStartObject();
            json.writeNumberField("index", 0);
            json.writeFieldName("message");
            message(json, answer.parts());
            json.writeNullField("logprobs");
            json.writeStringField("finish_reason", finish(answer.stopReason()));
            json.writeEndObject();
            json.writeEndArray();
            json.writeFieldName("usage");
            UsageJson.write(json, answer.usage());
        });
    }

    private static void message(JsonGenerator json, List<Part> parts) throws IOException {
        Wording text = Part.text(parts);
        StringBuilder reasoning = new StringBuilder();
        List<Part.ToolCall> calls = parts.stream()
                .filter(Part.ToolCall.class::isInstance)
                .map(Part.ToolCall.class::cast)
                .toList();
        for (Part part : parts) {
            if (part instanceof Part.Reasoning thought) {
                reasoning.append(thought.text());
            }
        }
        json.writeStartObject();
        json.writeStringField("role", "assistant");
        if (text.isEmpty() && !calls.isEmpty()) {
            json.writeNullField("content");
        } else {
            json.writeFieldName("content");
            text.write(json);
        }
        json.writeNullField("refusal");
        if (!reasoning.isEmpty()) {
            json.writeStringField("reasoning_content", reasoning.toString());
        }
        if (!calls.isEmpty()) {
            json.writeArrayFieldStart("tool_calls");
            for (Part.ToolCall call : calls) {
                call(json, call);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void call(JsonGenerator json, Part.ToolCall call) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", call.id());
        json.writeStringField("type", "function");
        json.writeObjectFieldStart("function");
        json.writeStringField("name", call.name());
        json.writeStringField("arguments", call.arguments());
        json.writeEndObject();
        json.writeEndObject();
    }

    /** In OpenAI's words. */
    static String finish(StopReason reason) {
        return switch (reason) {
            case STOP -> "stop";
            case LENGTH -> "length";
            case TOOL_CALLS -> "tool_calls";
            case CONTENT_FILTER -> "content_filter";
        };
    }
}
