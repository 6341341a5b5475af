package io.signalbox.simulator.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.simulator.conversation.Finish;
import io.signalbox.simulator.conversation.Reply;
import io.signalbox.simulator.conversation.Tokens;
import io.signalbox.simulator.conversation.ToolCall;
import io.signalbox.simulator.dialect.Json;
import io.signalbox.simulator.dialect.Stamp;
import java.util.List;

/** Writes a response as one object. Whoever asks for a summary of what was thought gets one sentence. */
final class ResponsesAnswers {
    static final String SUMMARY = "The signal was looked at.";

    private ResponsesAnswers() {}

    static ObjectNode write(Reply reply, Stamp stamp, JsonNode request) {
        ObjectNode response = bare(stamp, request).put("model", reply.model());
        boolean cut = reply.finish() == Finish.LENGTH;
        response.put("status", cut ? "incomplete" : "completed");
        if (cut) {
            response.putObject("incomplete_details").put("reason", "max_output_tokens");
        }
        ArrayNode output = response.putArray("output");
        if (reply.tokens().reasoning() > 0) {
            output.add(thought(stamp, summarised(request)));
        }
        if (!reply.chunks().isEmpty()) {
            output.add(message(stamp, reply.text(), cut ? "incomplete" : "completed"));
        }
        List<ToolCall> calls = reply.calls();
        for (int i = 0; i < calls.size(); i++) {
            output.add(call(stamp, i, calls.get(i), calls.get(i).arguments(), "completed"));
        }
        if (reply.usageTold()) {
            response.set("usage", usage(reply.tokens()));
        }
        return response;
    }

    /** A response of which nothing is known but what was asked for. */
    static ObjectNode bare(Stamp stamp, JsonNode request) {
        ObjectNode response = Json.object()
                .put("id", "resp_sim" + stamp.sequence())
                .put("object", "response")
                .put("created_at", stamp.epochSecond())
                .put("status", "in_progress")
                .put("background", false);
        response.putNull("error").putNull("incomplete_details");
        response.put("model", request.path("model").asText());
        response.putArray("output");
        response.set("instructions", request.path("instructions").deepCopy());
        response.set(
                "previous_response_id", request.path("previous_response_id").deepCopy());
        response.put("parallel_tool_calls", request.path("parallel_tool_calls").asBoolean(true));
        response.put("store", request.path("store").asBoolean(true));
        response.put("service_tier", "default");
        response.set("metadata", request.path("metadata").isObject() ? request.get("metadata") : Json.object());
        response.set("tools", request.path("tools").deepCopy());
        response.putNull("usage");
        for (String field : List.of("instructions", "previous_response_id", "tools")) {
            if (response.path(field).isMissingNode()) {
                response.putNull(field);
            }
        }
        return response;
    }

    static boolean summarised(JsonNode request) {
        return request.path("reasoning").hasNonNull("summary");
    }

    static ObjectNode thought(Stamp stamp, boolean summarised) {
        ObjectNode item = Json.object().put("id", "rs_sim" + stamp.sequence()).put("type", "reasoning");
        ArrayNode summary = item.putArray("summary");
        if (summarised) {
            summary.addObject().put("type", "summary_text").put("text", SUMMARY);
        }
        return item;
    }

    static ObjectNode message(Stamp stamp, String text, String status) {
        ObjectNode item = Json.object()
                .put("id", "msg_sim" + stamp.sequence())
                .put("type", "message")
                .put("status", status)
                .put("role", "assistant");
        item.putArray("content").add(part(text));
        return item;
    }

    static ObjectNode part(String text) {
        ObjectNode part = Json.object().put("type", "output_text").put("text", text);
        part.putArray("annotations");
        part.putArray("logprobs");
        return part;
    }

    static ObjectNode call(Stamp stamp, int index, ToolCall call, String arguments, String status) {
        return Json.object()
                .put("id", "fc_sim" + stamp.sequence() + "_" + index)
                .put("type", "function_call")
                .put("status", status)
                .put("arguments", arguments)
                .put("call_id", OpenAiAnswers.callId(stamp, index))
                .put("name", call.name());
    }

    static ObjectNode usage(Tokens tokens) {
        ObjectNode usage = Json.object().put("input_tokens", tokens.input());
        usage.putObject("input_tokens_details")
                .put("cached_tokens", tokens.cached())
                .put("cache_write_tokens", tokens.cacheWritten());
        usage.put("output_tokens", tokens.output());
        usage.putObject("output_tokens_details").put("reasoning_tokens", tokens.reasoning());
        return usage.put("total_tokens", tokens.total());
    }
}
