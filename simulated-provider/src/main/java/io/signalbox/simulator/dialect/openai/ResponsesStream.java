package io.signalbox.simulator.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.simulator.conversation.Reply;
import io.signalbox.simulator.conversation.Tokens;
import io.signalbox.simulator.conversation.ToolCall;
import io.signalbox.simulator.conversation.Words;
import io.signalbox.simulator.dialect.Frame;
import io.signalbox.simulator.dialect.Frame.Part;
import io.signalbox.simulator.dialect.Json;
import io.signalbox.simulator.dialect.Stamp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes a response as named and numbered events: item by item, and the whole of it at the end. */
final class ResponsesStream {
    private final Reply reply;
    private final Stamp stamp;
    private final JsonNode request;
    private final ObjectNode whole;
    private final List<Frame> frames = new ArrayList<>();
    private Tokens thought;
    private int item;

    private ResponsesStream(Reply reply, Stamp stamp, JsonNode request, ObjectNode whole) {
        this.reply = reply;
        this.stamp = stamp;
        this.request = request;
        this.whole = whole;
        this.thought = reply.tokens().thought();
    }

    static List<Frame> write(Reply reply, Stamp stamp, JsonNode request, ObjectNode whole) {
        ResponsesStream stream = new ResponsesStream(reply, stamp, request, whole);
        stream.start();
        if (reply.tokens().reasoning() > 0) {
            stream.thought();
        }
        if (!reply.chunks().isEmpty()) {
            stream.text();
        }
        for (int i = 0; i < reply.calls().size(); i++) {
            stream.call(i, reply.calls().get(i));
        }
        stream.end();
        return stream.frames;
    }

    private void start() {
        for (String type : List.of("response.created", "response.in_progress")) {
            ObjectNode event = Json.object();
            event.set("response", ResponsesAnswers.bare(stamp, request).put("model", reply.model()));
            boolean first = frames.isEmpty();
            add(Part.HEAD, type, event, first ? reply.tokens().prompt() : Tokens.NONE);
        }
    }

    private void thought() {
        boolean summarised = ResponsesAnswers.summarised(request);
        ObjectNode empty = ResponsesAnswers.thought(stamp, false);
        item("added", empty, Part.CONTENT);
        if (summarised) {
            String id = empty.path("id").asText();
            ObjectNode place =
                    Json.object().put("item_id", id).put("output_index", item).put("summary_index", 0);
            ObjectNode part = Json.object().put("type", "summary_text").put("text", "");
            add(
                    Part.CONTENT,
                    "response.reasoning_summary_part.added",
                    place.deepCopy().set("part", part),
                    Tokens.NONE);
            ObjectNode delta = place.deepCopy().put("delta", ResponsesAnswers.SUMMARY);
            add(Part.CONTENT, "response.reasoning_summary_text.delta", delta, Tokens.NONE);
            ObjectNode text = place.deepCopy().put("text", ResponsesAnswers.SUMMARY);
            add(Part.CONTENT, "response.reasoning_summary_text.done", text, Tokens.NONE);
            ObjectNode done = part.deepCopy().put("text", ResponsesAnswers.SUMMARY);
            add(
                    Part.CONTENT,
                    "response.reasoning_summary_part.done",
                    place.deepCopy().set("part", done),
                    Tokens.NONE);
        }
        item("done", ResponsesAnswers.thought(stamp, summarised), Part.CONTENT);
        item++;
    }

    private void text() {
        Part before = reply.tokens().reasoning() > 0 ? Part.CONTENT : Part.HEAD;
        Part after = reply.calls().isEmpty() ? Part.TAIL : Part.CONTENT;
        ObjectNode empty = ResponsesAnswers.message(stamp, "", "in_progress");
        ((ArrayNode) empty.path("content")).removeAll();
        item("added", empty, before);
        part("response.content_part.added", before, "part", ResponsesAnswers.part(""), Tokens.NONE);
        for (String chunk : reply.chunks()) {
            Tokens tokens = thought.plus(Tokens.ofOutput(Words.count(chunk)));
            thought = Tokens.NONE;
            part(
                    "response.output_text.delta",
                    Part.CONTENT,
                    "delta",
                    Json.object().textNode(chunk),
                    tokens);
        }
        part("response.output_text.done", after, "text", Json.object().textNode(reply.text()), Tokens.NONE);
        part("response.content_part.done", after, "part", ResponsesAnswers.part(reply.text()), Tokens.NONE);
        item(
                "done",
                ResponsesAnswers.message(
                        stamp, reply.text(), whole.path("status").asText()),
                after);
        item++;
    }

    private void call(int index, ToolCall call) {
        boolean last = index == reply.calls().size() - 1;
        ObjectNode begun = ResponsesAnswers.call(stamp, index, call, "", "in_progress");
        ObjectNode added = Json.object().put("output_index", item);
        added.set("item", begun);
        add(Part.CONTENT, "response.output_item.added", added, thought.plus(call.cost()));
        thought = Tokens.NONE;
        String arguments = call.arguments();
        int middle = arguments.offsetByCodePoints(0, arguments.codePointCount(0, arguments.length()) / 2);
        for (String half : List.of(arguments.substring(0, middle), arguments.substring(middle))) {
            add(
                    Part.CONTENT,
                    "response.function_call_arguments.delta",
                    place(begun).put("delta", half),
                    Tokens.NONE);
        }
        Part after = last ? Part.TAIL : Part.CONTENT;
        ObjectNode done = place(begun).put("arguments", arguments);
        add(after, "response.function_call_arguments.done", done, Tokens.NONE);
        item("done", ResponsesAnswers.call(stamp, index, call, arguments, "completed"), after);
        item++;
    }

    private void end() {
        ObjectNode event = Json.object();
        event.set("response", whole);
        add(Part.TAIL, "response." + whole.path("status").asText(), event, thought);
    }

    private ObjectNode place(ObjectNode of) {
        return Json.object().put("item_id", of.path("id").asText()).put("output_index", item);
    }

    private void item(String ending, ObjectNode content, Part part) {
        ObjectNode event = Json.object().put("output_index", item);
        event.set("item", content);
        add(part, "response.output_item." + ending, event, Tokens.NONE);
    }

    private void part(String type, Part part, String field, JsonNode content, Tokens tokens) {
        ObjectNode event = Json.object()
                .put("item_id", "msg_sim" + stamp.sequence())
                .put("output_index", item)
                .put("content_index", 0);
        event.set(field, content);
        add(part, type, event, tokens);
    }

    private void add(Part part, String type, ObjectNode fields, Tokens tokens) {
        ObjectNode event = Json.object().put("type", type).put("sequence_number", frames.size());
        event.setAll(fields);
        byte[] bytes = ("event: " + type + "\ndata: " + event + "\n\n").getBytes(StandardCharsets.UTF_8);
        frames.add(new Frame(bytes, part, tokens));
    }
}
