package io.signalbox.simulator.dialect.anthropic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.signalbox.simulator.conversation.Finish;
import io.signalbox.simulator.conversation.Reply;
import io.signalbox.simulator.conversation.Tokens;
import io.signalbox.simulator.conversation.ToolCall;
import io.signalbox.simulator.dialect.Json;
import io.signalbox.simulator.dialect.Stamp;

/** Writes a message as one JSON body. What is thought is not shown, only signed. */
final class AnthropicAnswers {
    static final String SIGNATURE = "c2ltdWxhdGVkLXNpZ25hdHVyZQ==";

    private AnthropicAnswers() {}

    static byte[] write(Reply reply, Stamp stamp) {
        ObjectNode body = Json.object()
                .put("id", id(stamp))
                .put("type", "message")
                .put("role", "assistant")
                .put("model", reply.model());
        ArrayNode content = body.putArray("content");
        if (reply.tokens().reasoning() > 0) {
            content.addObject().put("type", "thinking").put("thinking", "").put("signature", SIGNATURE);
        }
        if (!reply.chunks().isEmpty()) {
            content.addObject().put("type", "text").put("text", reply.text());
        }
        int index = 0;
        for (ToolCall call : reply.calls()) {
            content.addObject()
                    .put("type", "tool_use")
                    .put("id", callId(stamp, index++))
                    .put("name", call.name())
                    .putRawValue("input", new RawValue(call.arguments()));
        }
        body.put("stop_reason", stopReason(reply.finish()))
                .putNull("stop_sequence")
                .putNull("stop_details");
        if (reply.usageTold()) {
            body.set("usage", usage(reply.tokens()));
        }
        return Json.bytes(body);
    }

    /** {@code input_tokens} leaves out what was read from or written to the cache. */
    static ObjectNode usage(Tokens tokens) {
        ObjectNode usage = prompt(tokens).put("output_tokens", tokens.output());
        usage.putObject("output_tokens_details").put("thinking_tokens", tokens.reasoning());
        return usage.put("service_tier", "standard");
    }

    static ObjectNode prompt(Tokens tokens) {
        ObjectNode usage = Json.object()
                .put("input_tokens", tokens.input() - tokens.cached() - tokens.cacheWritten())
                .put("cache_creation_input_tokens", tokens.cacheWritten())
                .put("cache_read_input_tokens", tokens.cached());
        usage.putObject("cache_creation")
                .put("ephemeral_5m_input_tokens", tokens.cacheWritten())
                .put("ephemeral_1h_input_tokens", 0);
        return usage;
    }

    static String id(Stamp stamp) {
        return "msg_sim" + stamp.sequence();
    }

    static String callId(Stamp stamp, int index) {
        return "toolu_sim" + stamp.sequence() + "_" + index;
    }

    static String stopReason(Finish finish) {
        return switch (finish) {
            case STOP -> "end_turn";
            case LENGTH -> "max_tokens";
            case TOOL_CALLS -> "tool_use";
        };
    }
}
