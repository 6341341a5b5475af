package io.signalbox.gateway.dialect.anthropic;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import io.signalbox.adapter.UnreadableAnswerException;
import io.signalbox.adapter.conversation.Answer;
import io.signalbox.adapter.conversation.Part;
import io.signalbox.adapter.wire.JsonScanner;
import io.signalbox.adapter.wire.MalformedJsonException;
import io.signalbox.adapter.wording.Wording;
import io.signalbox.gateway.dialect.WrittenJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes a complete answer as a message. */
final class AnswerWriter {
    private AnswerWriter() {}

    static byte[] write(Answer answer) {
        return WrittenJson.body(json -> {
            json.writeStringField("id", answer.id());
            json.writeStringField("type", "message");
            json.writeStringField("role", "assistant");
            json.writeStringField("model", answer.model());
            json.writeArrayFieldStart("content");
            for (Part part : answer.parts()) {
                block(json, part);
            }
            json.writeEndArray();
            json.writeStringField("stop_reason", AnthropicForm.stop(answer.stopReason()));
            json.writeNullField("stop_sequence");
            UsageJson.write(json, answer.usage());
        });
    }

    private static void block(JsonGenerator json, Part part) throws IOException {
        switch (part) {
            case Part.Text(Wording text) -> {
                begin(json, "text");
                json.writeFieldName("text");
                text.write(json);
                json.writeEndObject();
            }
            case Part.Reasoning(String text, String signature) -> {
                begin(json, "thinking");
                json.writeStringField("thinking", text);
                json.writeStringField("signature", signature == null ? "" : signature);
                json.writeEndObject();
            }
            case Part.ToolCall(String id, String name, String arguments) -> {
                begin(json, "tool_use");
                json.writeStringField("id", id);
                json.writeStringField("name", name);
                json.writeFieldName("input");
                json.writeRawValue(object(arguments));
                json.writeEndObject();
            }
            case Part.ImageUrl ignored -> {}
            case Part.ImageBytes ignored -> {}
            case Part.ToolResult ignored -> {}
        }
    }

    private static void begin(JsonGenerator json, String type) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", type);
    }

    /** Models write arguments word by word, and do not always get them right; this dialect has no form for such ones. */
    private static String object(String arguments) {
        if (arguments.isBlank()) {
            return "{}";
        }
        JsonScanner scanner = new JsonScanner(arguments.getBytes(StandardCharsets.UTF_8));
        try {
            boolean object = scanner.nextToken() == JsonToken.START_OBJECT;
            scanner.skipChildren();
            if (object && scanner.nextToken() == null) {
                return arguments;
            }
        } catch (MalformedJsonException broken) {
            throw noObject();
        }
        throw noObject();
    }

    private static UnreadableAnswerException noObject() {
        return new UnreadableAnswerException("the arguments of a tool call are not a JSON object");
    }
}
