package io.signalbox.adapter.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names that nearly every body and every event of a stream has, so that they are not made anew each time: an event of a
 * hundred bytes has ten of them. The table is made once and never grows, whatever names come from outside.
 */
final class FieldNames {
    private static final int SLOTS = 1 << 10;
    private static final int LENGTH_MAX = 32;
    private static final List<String> FREQUENT = List.of(
            "id",
            "object",
            "created",
            "model",
            "choices",
            "index",
            "delta",
            "message",
            "messages",
            "role",
            "content",
            "refusal",
            "finish_reason",
            "logprobs",
            "usage",
            "prompt_tokens",
            "completion_tokens",
            "total_tokens",
            "prompt_tokens_details",
            "completion_tokens_details",
            "cached_tokens",
            "reasoning_tokens",
            "audio_tokens",
            "accepted_prediction_tokens",
            "rejected_prediction_tokens",
            "system_fingerprint",
            "service_tier",
            "stream",
            "stream_options",
            "include_usage",
            "temperature",
            "top_p",
            "max_tokens",
            "max_completion_tokens",
            "stop",
            "tools",
            "tool_choice",
            "tool_calls",
            "tool_call_id",
            "function",
            "name",
            "arguments",
            "type",
            "text",
            "image_url",
            "url",
            "user",
            "seed",
            "n",
            "metadata",
            "input",
            "output",
            "system",
            "stop_reason",
            "stop_sequence",
            "stop_sequences",
            "content_block",
            "partial_json",
            "input_tokens",
            "output_tokens",
            "cache_creation_input_tokens",
            "cache_read_input_tokens",
            "thinking",
            "signature",
            "response",
            "item",
            "item_id",
            "output_index",
            "content_index",
            "sequence_number",
            "status",
            "error",
            "code",
            "candidates",
            "parts",
            "finishReason",
            "usageMetadata",
            "promptTokenCount",
            "candidatesTokenCount",
            "totalTokenCount",
            "modelVersion",
            "responseId",
            "done",
            "created_at",
            "reasoning_content");

    private static final @Nullable String[] NAMES = new String[SLOTS];
    private static final byte[][] BYTES = new byte[SLOTS][];

    static {
        for (String name : FREQUENT) {
            byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
            int slot = slot(bytes, 0, bytes.length);
            // Where two share a slot, the earlier is the more frequent.
            if (NAMES[slot] == null) {
                NAMES[slot] = name;
                BYTES[slot] = bytes;
            }
        }
    }

    private FieldNames() {}

    /** The name that stands there; null when it is none of the frequent ones. */
    static @Nullable String frequent(byte[] bytes, int from, int to) {
        if (from == to || to - from > LENGTH_MAX) {
            return null;
        }
        int slot = slot(bytes, from, to);
        byte[] known = BYTES[slot];
        return known != null && Arrays.equals(known, 0, known.length, bytes, from, to) ? NAMES[slot] : null;
    }

    private static int slot(byte[] bytes, int from, int to) {
        int length = to - from;
        int mixed = bytes[from] * 31 + bytes[to - 1];
        return (mixed * 31 + bytes[from + length / 2] + length * 37) & (SLOTS - 1);
    }
}
