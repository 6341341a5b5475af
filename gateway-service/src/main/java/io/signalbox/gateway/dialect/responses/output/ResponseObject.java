package io.signalbox.gateway.dialect.responses.output;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.Usage;
import io.signalbox.adapter.conversation.StopReason;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A response as an object: what was asked for stands in it as it was asked, beside what became of it.
 *
 * @param id as the caller gets it
 * @param createdAt in seconds
 * @param request what the caller sent
 * @param kept whether its target may keep it
 */
public record ResponseObject(String id, long createdAt, JsonNode request, boolean kept) {
    /** Fields that are told as they were sent, and as null where they were not. */
    private static final List<String> ECHOED = List.of(
            "instructions",
            "max_output_tokens",
            "max_tool_calls",
            "previous_response_id",
            "prompt_cache_key",
            "safety_identifier",
            "temperature",
            "top_p",
            "user");

    private static final Set<StopReason> CUT_OFF = Set.of(StopReason.LENGTH, StopReason.CONTENT_FILTER);

    /** Why there is none. */
    public record Fault(String code, String message) {}

    /**
     * What has become of it.
     *
     * @param status as this format says it
     * @param stopReason null while it has not stopped
     * @param lastStatus of the last item of its output; all others are whole
     */
    public record State(
            String status,
            String model,
            List<OutputItem> output,
            String lastStatus,
            @Nullable StopReason stopReason,
            @Nullable Usage usage,
            @Nullable Fault error) {
        /** It has begun. */
        static State begun(String model) {
            return new State(OutputItem.IN_PROGRESS, model, List.of(), OutputItem.COMPLETED, null, null, null);
        }

        /** It is as whole as it will be. */
        static State ended(String model, List<OutputItem> output, StopReason why, @Nullable Usage usage) {
            String status = status(why);
            return new State(status, model, output, status, why, usage, null);
        }

        /** It came to nothing. */
        public static State failed(String model, @Nullable Usage usage, Fault error) {
            return new State("failed", model, List.of(), OutputItem.COMPLETED, null, usage, error);
        }

        /** Of a response that ended for this reason, and of what it was in the middle of. */
        static String status(StopReason why) {
            return CUT_OFF.contains(why) ? OutputItem.INCOMPLETE : OutputItem.COMPLETED;
        }
    }

    /** Writes the fields. */
    public void write(JsonGenerator json, State state) throws IOException {
        json.writeStringField("id", id);
        json.writeStringField("object", "response");
        json.writeNumberField("created_at", createdAt);
        json.writeStringField("status", state.status());
        json.writeBooleanField("background", false);
        error(json, state.error());
        incomplete(json, state.stopReason());
        json.writeStringField("model", state.model());
        output(json, state);
        for (String field : ECHOED) {
            echo(json, field, "null");
        }
        echo(json, "parallel_tool_calls", "true");
        echo(json, "tool_choice", "\"auto\"");
        echo(json, "tools", "[]");
        echo(json, "metadata", "{}");
        echo(json, "truncation", "\"disabled\"");
        echo(json, "top_logprobs", "0");
        echo(json, "reasoning", "{\"effort\":null,\"summary\":null}");
        text(json);
        json.writeBooleanField("store", kept && request.path("store").asBoolean(true));
        Usage usage = state.usage();
        json.writeStringField("service_tier", usage == null ? null : usage.tier());
        json.writeFieldName("usage");
        if (usage == null || usage.meters().isEmpty()) {
            json.writeNull();
        } else {
            UsageJson.write(json, usage);
        }
    }

    private void echo(JsonGenerator json, String field, String otherwise) throws IOException {
        json.writeFieldName(field);
        json.writeRawValue(request.hasNonNull(field) ? request.get(field).toString() : otherwise);
    }

    private void text(JsonGenerator json) throws IOException {
        JsonNode text = request.path("text");
        json.writeObjectFieldStart("text");
        json.writeFieldName("format");
        json.writeRawValue(text.hasNonNull("format") ? text.get("format").toString() : "{\"type\":\"text\"}");
        json.writeStringField("verbosity", text.path("verbosity").asText("medium"));
        json.writeEndObject();
    }

    private static void output(JsonGenerator json, State state) throws IOException {
        json.writeArrayFieldStart("output");
        List<OutputItem> items = state.output();
        for (int at = 0; at < items.size(); at++) {
            boolean last = at == items.size() - 1;
            items.get(at).write(json, last ? state.lastStatus() : OutputItem.COMPLETED);
        }
        json.writeEndArray();
    }

    private static void error(JsonGenerator json, @Nullable Fault error) throws IOException {
        if (error == null) {
            json.writeNullField("error");
            return;
        }
        json.writeObjectFieldStart("error");
        json.writeStringField("code", error.code());
        json.writeStringField("message", error.message());
        json.writeEndObject();
    }

    private static void incomplete(JsonGenerator json, @Nullable StopReason why) throws IOException {
        if (why == null || !CUT_OFF.contains(why)) {
            json.writeNullField("incomplete_details");
            return;
        }
        json.writeObjectFieldStart("incomplete_details");
        json.writeStringField("reason", why == StopReason.LENGTH ? "max_output_tokens" : "content_filter");
        json.writeEndObject();
    }
}
