package io.signalbox.gateway.dialect.responses.output;

import com.fasterxml.jackson.core.JsonGenerator;
import io.netty.buffer.ByteBuf;
import io.signalbox.gateway.dialect.WrittenJson;
import java.io.IOException;

/** The events of what an item is made of: a message of one text, a thought of one part, a call of its arguments. */
final class PartEvents {
    private PartEvents() {}

    static void beginText(Events events, OpenItem item, ByteBuf out) {
        part(events, "response.content_part.added", item, out, json -> OutputItem.Message.part(json, ""));
    }

    static void text(Events events, OpenItem item, String more, ByteBuf out) {
        events.write(out, "response.output_text.delta", json -> {
            place(json, item, "content_index");
            json.writeStringField("delta", more);
            json.writeArrayFieldStart("logprobs");
            json.writeEndArray();
        });
    }

    static void endText(Events events, OpenItem item, ByteBuf out) {
        events.write(out, "response.output_text.done", json -> {
            place(json, item, "content_index");
            json.writeStringField("text", item.text());
            json.writeArrayFieldStart("logprobs");
            json.writeEndArray();
        });
        part(events, "response.content_part.done", item, out, json -> OutputItem.Message.part(json, item.text()));
    }

    static void beginRefusal(Events events, OpenItem item, ByteBuf out) {
        part(events, "response.content_part.added", item, out, json -> OutputItem.Refusal.part(json, ""));
    }

    static void refusal(Events events, OpenItem item, String more, ByteBuf out) {
        events.write(out, "response.refusal.delta", json -> {
            place(json, item, "content_index");
            json.writeStringField("delta", more);
        });
    }

    static void endRefusal(Events events, OpenItem item, ByteBuf out) {
        events.write(out, "response.refusal.done", json -> {
            place(json, item, "content_index");
            json.writeStringField("refusal", item.text());
        });
        part(events, "response.content_part.done", item, out, json -> OutputItem.Refusal.part(json, item.text()));
    }

    static void beginThought(Events events, OpenItem item, boolean summarised, ByteBuf out) {
        thoughtPart(events, ".added", item, summarised, out);
    }

    static void thought(Events events, OpenItem item, boolean summarised, String more, ByteBuf out) {
        events.write(out, thoughts(summarised) + ".delta", json -> {
            place(json, item, indexOf(summarised));
            json.writeStringField("delta", more);
        });
    }

    static void endThought(Events events, OpenItem item, boolean summarised, ByteBuf out) {
        events.write(out, thoughts(summarised) + ".done", json -> {
            place(json, item, indexOf(summarised));
            json.writeStringField("text", item.text());
        });
        thoughtPart(events, ".done", item, summarised, out);
    }

    static void arguments(Events events, OpenItem item, String fragment, ByteBuf out) {
        events.write(out, "response.function_call_arguments.delta", json -> {
            json.writeStringField("item_id", item.id());
            json.writeNumberField("output_index", item.index());
            json.writeStringField("delta", fragment);
        });
    }

    static void endArguments(Events events, OpenItem item, ByteBuf out) {
        events.write(out, "response.function_call_arguments.done", json -> {
            json.writeStringField("item_id", item.id());
            json.writeNumberField("output_index", item.index());
            json.writeStringField("name", item.name());
            json.writeStringField("arguments", item.text());
        });
    }

    private static void thoughtPart(Events events, String ending, OpenItem item, boolean summarised, ByteBuf out) {
        String type = summarised ? "response.reasoning_summary_part" : "response.content_part";
        events.write(out, type + ending, json -> {
            place(json, item, indexOf(summarised));
            json.writeFieldName("part");
            OutputItem.Thought.part(json, summarised, item.text());
        });
    }

    private static String thoughts(boolean summarised) {
        return summarised ? "response.reasoning_summary_text" : "response.reasoning_text";
    }

    private static String indexOf(boolean summarised) {
        return summarised ? "summary_index" : "content_index";
    }

    private static void part(Events events, String type, OpenItem item, ByteBuf out, WrittenJson.Fields part) {
        events.write(out, type, json -> {
            place(json, item, "content_index");
            json.writeFieldName("part");
            part.write(json);
        });
    }

    private static void place(JsonGenerator json, OpenItem item, String index) throws IOException {
        json.writeStringField("item_id", item.id());
        json.writeNumberField("output_index", item.index());
        json.writeNumberField(index, 0);
    }
}
