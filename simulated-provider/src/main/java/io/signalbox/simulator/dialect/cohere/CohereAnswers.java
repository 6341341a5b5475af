package io.signalbox.simulator.dialect.cohere;

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

/**
 * Writes answers, whole or as events, in which content and calls are single objects. Calls are planned in words before they
 * are made; one without arguments has {@code null}. Less is billed than was read.
 */
final class CohereAnswers {
    private static final String PLAN = "I will ask the tool.";
    private static final String THOUGHT = "The box thinks before it speaks.";
    /** Tokens of a preamble that is read and not billed. */
    private static final int FREE = 490;

    private final Reply reply;
    private final List<Frame> frames = new ArrayList<>();
    private Tokens due;

    private CohereAnswers(Reply reply) {
        this.reply = reply;
        this.due = reply.tokens().thought();
    }

    static ObjectNode whole(Reply reply, Stamp stamp) {
        ObjectNode body = Json.object().put("id", "c_sim" + stamp.sequence()).put("finish_reason", finish(reply));
        ObjectNode message = body.putObject("message").put("role", "assistant");
        if (reply.tokens().reasoning() > 0) {
            message.withArray("content").addObject().put("type", "thinking").put("thinking", THOUGHT);
        }
        if (!reply.chunks().isEmpty()) {
            message.withArray("content").addObject().put("type", "text").put("text", reply.text());
        }
        if (!reply.calls().isEmpty()) {
            message.put("tool_plan", PLAN);
        }
        for (int i = 0; i < reply.calls().size(); i++) {
            ToolCall call = reply.calls().get(i);
            message.withArray("tool_calls").add(call(call, i, arguments(call)));
        }
        if (reply.usageTold()) {
            body.set("usage", usage(reply.tokens()));
        }
        return body;
    }

    static List<Frame> stream(Reply reply, Stamp stamp) {
        CohereAnswers stream = new CohereAnswers(reply);
        stream.write(stamp);
        return stream.frames;
    }

    private void write(Stamp stamp) {
        ObjectNode start = event("message-start").put("id", "c_sim" + stamp.sequence());
        start.putObject("delta").putObject("message").put("role", "assistant");
        add(start, Part.HEAD, reply.tokens().prompt());
        int index = 0;
        if (reply.tokens().reasoning() > 0) {
            content(index++, "thinking", List.of(THOUGHT));
        }
        if (!reply.chunks().isEmpty()) {
            content(index, "text", reply.chunks());
        }
        calls();
        ObjectNode end = event("message-end");
        ObjectNode delta = end.putObject("delta").put("finish_reason", finish(reply));
        if (reply.usageTold()) {
            delta.set("usage", usage(reply.tokens()));
        }
        add(end, Part.TAIL, due);
    }

    private void content(int index, String type, List<String> chunks) {
        ObjectNode start = event("content-start").put("index", index);
        start.putObject("delta")
                .putObject("message")
                .putObject("content")
                .put("type", type)
                .put(type, "");
        add(start, Part.HEAD, Tokens.NONE);
        for (String chunk : chunks) {
            ObjectNode delta = event("content-delta").put("index", index);
            delta.putObject("delta").putObject("message").putObject("content").put(type, chunk);
            Tokens said = type.equals("text") ? Tokens.ofOutput(Words.count(chunk)) : Tokens.NONE;
            add(delta, Part.CONTENT, said.plus(due));
            due = Tokens.NONE;
        }
        add(event("content-end").put("index", index), Part.CONTENT, Tokens.NONE);
    }

    private void calls() {
        if (!reply.calls().isEmpty()) {
            ObjectNode plan = event("tool-plan-delta");
            plan.putObject("delta").putObject("message").put("tool_plan", PLAN);
            add(plan, Part.CONTENT, Tokens.NONE);
        }
        for (int i = 0; i < reply.calls().size(); i++) {
            ToolCall call = reply.calls().get(i);
            ObjectNode start = event("tool-call-start").put("index", i);
            start.putObject("delta").putObject("message").set("tool_calls", call(call, i, ""));
            add(start, Part.CONTENT, call.cost());
            ObjectNode delta = event("tool-call-delta").put("index", i);
            delta.putObject("delta")
                    .putObject("message")
                    .putObject("tool_calls")
                    .putObject("function")
                    .put("arguments", arguments(call));
            add(delta, Part.CONTENT, Tokens.NONE);
            add(event("tool-call-end").put("index", i), Part.CONTENT, Tokens.NONE);
        }
    }

    private static ObjectNode call(ToolCall call, int index, String arguments) {
        ObjectNode node = Json.object().put("id", call.name() + "_sim" + index).put("type", "function");
        node.putObject("function").put("name", call.name()).put("arguments", arguments);
        return node;
    }

    private static String arguments(ToolCall call) {
        return call.arguments().equals("{}") ? "null" : call.arguments();
    }

    private static ObjectNode event(String type) {
        return Json.object().put("type", type);
    }

    private void add(ObjectNode event, Part part, Tokens tokens) {
        String text = "event: " + event.path("type").asText() + "\ndata: " + event + "\n\n";
        frames.add(new Frame(text.getBytes(StandardCharsets.UTF_8), part, tokens));
    }

    private static ObjectNode usage(Tokens tokens) {
        ObjectNode usage = Json.object();
        usage.putObject("billed_units").put("input_tokens", tokens.input()).put("output_tokens", tokens.output());
        usage.putObject("tokens").put("input_tokens", tokens.input() + FREE).put("output_tokens", tokens.output());
        return usage.put("cached_tokens", tokens.cached());
    }

    private static String finish(Reply reply) {
        return switch (reply.finish()) {
            case STOP -> "COMPLETE";
            case LENGTH -> "MAX_TOKENS";
            case TOOL_CALLS -> "TOOL_CALL";
        };
    }
}
