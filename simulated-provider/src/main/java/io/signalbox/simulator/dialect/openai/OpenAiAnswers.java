package io.signalbox.simulator.dialect.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.simulator.conversation.Finish;
import io.signalbox.simulator.conversation.Reply;
import io.signalbox.simulator.conversation.Tokens;
import io.signalbox.simulator.conversation.ToolCall;
import io.signalbox.simulator.dialect.Json;
import io.signalbox.simulator.dialect.Stamp;
import java.util.List;

/** Writes a chat completion as one JSON body. */
final class OpenAiAnswers {
    private OpenAiAnswers() {}

    static byte[] write(Reply reply, Stamp stamp) {
        ObjectNode body = Json.object()
                .put("id", id(stamp))
                .put("object", "chat.completion")
                .put("created", stamp.epochSecond())
                .put("model", reply.model())
                .put("service_tier", "default")
                .put("system_fingerprint", "fp_simulated");
        ObjectNode choice = body.putArray("choices").addObject();
        choice.put("index", 0).put("finish_reason", finish(reply.finish())).putNull("logprobs");
        message(reply, stamp, choice.putObject("message"));
        if (reply.usageTold()) {
            body.set("usage", usage(reply.tokens()));
        }
        return Json.bytes(body);
    }

    private static void message(Reply reply, Stamp stamp, ObjectNode message) {
        message.put("role", "assistant");
        if (reply.chunks().isEmpty() && !reply.calls().isEmpty()) {
            message.putNull("content");
        } else {
            message.put("content", reply.text());
        }
        message.putNull("refusal").putArray("annotations");
        if (!reply.calls().isEmpty()) {
            ArrayNode calls = message.putArray("tool_calls");
            List<ToolCall> called = reply.calls();
            for (int i = 0; i < called.size(); i++) {
                ObjectNode call = calls.addObject().put("id", callId(stamp, i)).put("type", "function");
                call.putObject("function")
                        .put("name", called.get(i).name())
                        .put("arguments", called.get(i).arguments());
            }
        }
    }

    static ObjectNode usage(Tokens tokens) {
        ObjectNode usage = Json.object()
                .put("prompt_tokens", tokens.input())
                .put("completion_tokens", tokens.output())
                .put("total_tokens", tokens.total());
        usage.putObject("prompt_tokens_details")
                .put("cached_tokens", tokens.cached())
                .put("audio_tokens", 0)
                .put("cache_write_tokens", tokens.cacheWritten());
        usage.putObject("completion_tokens_details")
                .put("reasoning_tokens", tokens.reasoning())
                .put("audio_tokens", 0)
                .put("accepted_prediction_tokens", 0)
                .put("rejected_prediction_tokens", 0);
        return usage;
    }

    static String id(Stamp stamp) {
        return "chatcmpl-sim" + stamp.sequence();
    }

    static String callId(Stamp stamp, int index) {
        return "call_sim" + stamp.sequence() + "_" + index;
    }

    static String finish(Finish finish) {
        return switch (finish) {
            case STOP -> "stop";
            case LENGTH -> "length";
            case TOOL_CALLS -> "tool_calls";
        };
    }
}
