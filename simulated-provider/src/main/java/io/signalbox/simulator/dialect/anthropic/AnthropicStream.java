package io.signalbox.simulator.dialect.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.simulator.conversation.Reply;
import io.signalbox.simulator.conversation.Tokens;
import io.signalbox.simulator.conversation.ToolCall;
import io.signalbox.simulator.conversation.Words;
import io.signalbox.simulator.dialect.Frame;
import io.signalbox.simulator.dialect.Json;
import io.signalbox.simulator.dialect.Stamp;
import java.util.ArrayList;
import java.util.List;

/** Writes a message as named events: start, blocks with their deltas, the stop reason with the usage, stop. */
final class AnthropicStream {
    private final Reply reply;
    private final Stamp stamp;
    private final List<Frame> frames = new ArrayList<>();
    private int block;

    private AnthropicStream(Reply reply, Stamp stamp) {
        this.reply = reply;
        this.stamp = stamp;
    }

    static List<Frame> write(Reply reply, Stamp stamp) {
        AnthropicStream stream = new AnthropicStream(reply, stamp);
        stream.start();
        boolean text = !reply.chunks().isEmpty();
        if (text) {
            stream.text();
        }
        Tokens left = text ? Tokens.NONE : reply.tokens().thought();
        for (int i = 0; i < reply.calls().size(); i++) {
            stream.call(reply.calls().get(i), i, i == 0 ? left : Tokens.NONE);
        }
        stream.end(reply.calls().isEmpty() ? left : Tokens.NONE);
        return stream.frames;
    }

    private void start() {
        ObjectNode message = Json.object()
                .put("id", AnthropicAnswers.id(stamp))
                .put("type", "message")
                .put("role", "assistant")
                .put("model", reply.model());
        message.putArray("content");
        message.putNull("stop_reason").putNull("stop_sequence");
        if (reply.usageTold()) {
            message.set("usage", AnthropicAnswers.prompt(reply.tokens()).put("output_tokens", 1));
        }
        ObjectNode start = Json.object().put("type", "message_start");
        start.set("message", message);
        frames.add(Frame.head(
                event("message_start", start.toString()), reply.tokens().prompt()));
        if (reply.tokens().reasoning() > 0) {
            thinking();
        }
        frames.add(Frame.head(event("ping", "{\"type\":\"ping\"}"), Tokens.NONE));
    }

    private void thinking() {
        head(opened("{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}"));
        head(delta("{\"type\":\"signature_delta\",\"signature\":\"" + AnthropicAnswers.SIGNATURE + "\"}"));
        head(closed());
        block++;
    }

    private void text() {
        head(opened("{\"type\":\"text\",\"text\":\"\"}"));
        Tokens thought = reply.tokens().thought();
        for (String chunk : reply.chunks()) {
            frames.add(Frame.content(
                    delta("{\"type\":\"text_delta\",\"text\":" + Json.quoted(chunk) + "}"),
                    thought.plus(Tokens.ofOutput(Words.count(chunk)))));
            thought = Tokens.NONE;
        }
        frames.add(reply.calls().isEmpty() ? Frame.tail(closed()) : Frame.content(closed(), Tokens.NONE));
        block++;
    }

    private void call(ToolCall call, int index, Tokens before) {
        frames.add(Frame.content(
                opened("{\"type\":\"tool_use\",\"id\":\"" + AnthropicAnswers.callId(stamp, index) + "\",\"name\":"
                        + Json.quoted(call.name()) + ",\"input\":{}}"),
                before.plus(call.cost())));
        String arguments = call.arguments();
        int middle = arguments.offsetByCodePoints(0, arguments.codePointCount(0, arguments.length()) / 2);
        fragment(arguments.substring(0, middle));
        fragment(arguments.substring(middle));
        boolean last = index == reply.calls().size() - 1;
        frames.add(last ? Frame.tail(closed()) : Frame.content(closed(), Tokens.NONE));
        block++;
    }

    private void fragment(String json) {
        frames.add(Frame.content(
                delta("{\"type\":\"input_json_delta\",\"partial_json\":" + Json.quoted(json) + "}"), Tokens.NONE));
    }

    private void end(Tokens left) {
        ObjectNode delta = Json.object().put("type", "message_delta");
        delta.putObject("delta")
                .put("stop_reason", AnthropicAnswers.stopReason(reply.finish()))
                .putNull("stop_sequence");
        if (reply.usageTold()) {
            delta.set("usage", AnthropicAnswers.usage(reply.tokens()));
        }
        frames.add(Frame.tail(event("message_delta", delta.toString()), left));
        frames.add(Frame.tail(event("message_stop", "{\"type\":\"message_stop\"}")));
    }

    private void head(String event) {
        frames.add(Frame.head(event, Tokens.NONE));
    }

    private String opened(String contentBlock) {
        return event(
                "content_block_start",
                "{\"type\":\"content_block_start\",\"index\":" + block + ",\"content_block\":" + contentBlock + "}");
    }

    private String delta(String delta) {
        return event(
                "content_block_delta",
                "{\"type\":\"content_block_delta\",\"index\":" + block + ",\"delta\":" + delta + "}");
    }

    private String closed() {
        return event("content_block_stop", "{\"type\":\"content_block_stop\",\"index\":" + block + "}");
    }

    private static String event(String name, String json) {
        return "event: " + name + "\ndata: " + json + "\n\n";
    }
}
