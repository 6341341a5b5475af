package io.signalbox.gateway.dialect.responses.output;

import com.fasterxml.jackson.core.JsonGenerator;
import io.signalbox.gateway.dialect.responses.input.SealedThought;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An item of a response's output. */
public sealed interface OutputItem {
    /** Writes it as an object; {@code status} is {@code in_progress} only while it has no content. */
    void write(JsonGenerator json, String status) throws IOException;

    /** What the model says. */
    record Message(String id, String text) implements OutputItem {
        @Override
        public void write(JsonGenerator json, String status) throws IOException {
            message(json, id, status, () -> part(json, text));
        }

        /** The one part of its content. */
        static void part(JsonGenerator json, String text) throws IOException {
            json.writeStartObject();
            json.writeStringField("type", "output_text");
            json.writeArrayFieldStart("annotations");
            json.writeEndArray();
            json.writeArrayFieldStart("logprobs");
            json.writeEndArray();
            json.writeStringField("text", text);
            json.writeEndObject();
        }
    }

    /** What the model says instead of an answer. */
    record Refusal(String id, String text) implements OutputItem {
        @Override
        public void write(JsonGenerator json, String status) throws IOException {
            message(json, id, status, () -> part(json, text));
        }

        /** The one part of its content. */
        static void part(JsonGenerator json, String text) throws IOException {
            json.writeStartObject();
            json.writeStringField("type", "refusal");
            json.writeStringField("refusal", text);
            json.writeEndObject();
        }
    }

    /** The one part of a message. */
    interface OnePart {
        void write() throws IOException;
    }

    private static void message(JsonGenerator json, String id, String status, OnePart part) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", id);
        json.writeStringField("type", "message");
        json.writeStringField("status", status);
        json.writeArrayFieldStart("content");
        if (!status.equals(IN_PROGRESS)) {
            part.write();
        }
        json.writeEndArray();
        json.writeStringField("role", "assistant");
        json.writeEndObject();
    }

    /**
     * What the model thought.
     *
     * @param encrypted its provider's signature; null where there is none or nobody asked
     * @param summarised whether the caller wants it as a summary; else it is told as what it is
     */
    record Thought(String id, String text, @Nullable String encrypted, boolean summarised) implements OutputItem {
        @Override
        public void write(JsonGenerator json, String status) throws IOException {
            boolean empty = status.equals(IN_PROGRESS) || text.isEmpty();
            json.writeStartObject();
            json.writeStringField("id", id);
            json.writeStringField("type", "reasoning");
            if (encrypted != null) {
                json.writeStringField("encrypted_content", SealedThought.of(encrypted));
            }
            json.writeArrayFieldStart("summary");
            if (summarised && !empty) {
                part(json, true, text);
            }
            json.writeEndArray();
            if (!summarised) {
                json.writeArrayFieldStart("content");
                if (!empty) {
                    part(json, false, text);
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        }

        /** The one part of it. */
        static void part(JsonGenerator json, boolean summarised, String text) throws IOException {
            json.writeStartObject();
            json.writeStringField("type", summarised ? "summary_text" : "reasoning_text");
            json.writeStringField("text", text);
            json.writeEndObject();
        }
    }

    /** A function the model wants called. */
    record Call(String id, String callId, String name, String arguments) implements OutputItem {
        @Override
        public void write(JsonGenerator json, String status) throws IOException {
            json.writeStartObject();
            json.writeStringField("id", id);
            json.writeStringField("type", "function_call");
            json.writeStringField("status", status);
            json.writeStringField("arguments", arguments);
            json.writeStringField("call_id", callId);
            json.writeStringField("name", name);
            json.writeEndObject();
        }
    }

    /** It has begun. */
    String IN_PROGRESS = "in_progress";

    /** It is whole. */
    String COMPLETED = "completed";

    /** It was cut off. */
    String INCOMPLETE = "incomplete";
}
