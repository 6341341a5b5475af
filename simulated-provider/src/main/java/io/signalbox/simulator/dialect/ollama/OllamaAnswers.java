package io.signalbox.simulator.dialect.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.signalbox.simulator.conversation.Finish;
import io.signalbox.simulator.conversation.Reply;
import io.signalbox.simulator.conversation.Tokens;
import io.signalbox.simulator.conversation.ToolCall;
import io.signalbox.simulator.conversation.Words;
import io.signalbox.simulator.dialect.Frame;
import io.signalbox.simulator.dialect.Json;
import java.util.ArrayList;
import java.util.List;

/** Writes answers, whole or as lines of the same form. Counts that are zero are left out; calls have no id. */
final class OllamaAnswers {
    private static final String THOUGHT = "The box thinks before it speaks.";

    private OllamaAnswers() {}

    static ObjectNode whole(Reply reply) {
        ObjectNode body = line(reply);
        ObjectNode message = message(body, reply.text());
        if (reply.tokens().reasoning() > 0) {
            message.put("thinking", THOUGHT);
        }
        for (int i = 0; i < reply.calls().size(); i++) {
            call(message, reply.calls().get(i), i);
        }
        return done(body, reply);
    }

    static List<Frame> stream(Reply reply) {
        List<Frame> frames = new ArrayList<>();
        Tokens first = reply.tokens().prompt();
        if (reply.tokens().reasoning() > 0) {
            ObjectNode thought = line(reply);
            message(thought, "").put("thinking", THOUGHT);
            frames.add(Frame.content(
                    thought.put("done", false) + "\n", first.plus(reply.tokens().thought())));
            first = Tokens.NONE;
        }
        for (String chunk : reply.chunks()) {
            ObjectNode said = line(reply);
            message(said, chunk);
            frames.add(Frame.content(said.put("done", false) + "\n", first.plus(Tokens.ofOutput(Words.count(chunk)))));
            first = Tokens.NONE;
        }
        for (int i = 0; i < reply.calls().size(); i++) {
            ObjectNode called = line(reply);
            call(message(called, ""), reply.calls().get(i), i);
            frames.add(Frame.content(
                    called.put("done", false) + "\n",
                    first.plus(reply.calls().get(i).cost())));
            first = Tokens.NONE;
        }
        ObjectNode last = line(reply);
        message(last, "");
        frames.add(Frame.tail(done(last, reply) + "\n", first));
        return frames;
    }

    private static ObjectNode line(Reply reply) {
        return Json.object().put("model", reply.model()).put("created_at", "2026-08-01T10:00:00.1Z");
    }

    private static ObjectNode message(ObjectNode body, String content) {
        return body.putObject("message").put("role", "assistant").put("content", content);
    }

    private static void call(ObjectNode message, ToolCall call, int index) {
        message.withArray("tool_calls")
                .addObject()
                .putObject("function")
                .put("index", index)
                .put("name", call.name())
                .putRawValue("arguments", new RawValue(call.arguments()));
    }

    private static ObjectNode done(ObjectNode body, Reply reply) {
        body.put("done", true)
                .put("done_reason", reply.finish() == Finish.LENGTH ? "length" : "stop")
                .put("total_duration", 174_560_334L);
        if (reply.usageTold()) {
            put(body, "prompt_eval_count", reply.tokens().input());
            put(body, "eval_count", reply.tokens().output());
        }
        return body;
    }

    private static void put(ObjectNode body, String name, long count) {
        if (count > 0) {
            body.put(name, count);
        }
    }
}
