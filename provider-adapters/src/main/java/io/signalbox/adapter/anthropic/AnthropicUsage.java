package io.signalbox.adapter.anthropic;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.Usage;
import io.signalbox.adapter.wire.JsonScanner;
import io.signalbox.contracts.usage.Meter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Usage along one answer. Input, cache reads and cache writes are disjoint already; thinking is part of the output. In
 * a stream every report is cumulative and the last one wins, field by field, for a later report may name fewer fields
 * and may correct the input.
 */
final class AnthropicUsage {
    /** Cache entries kept for an hour cost more than short ones, so they are a meter of their own. */
    static final String LONG_CACHE_WRITES = "cache_write_1h_tokens";

    static final String SEARCHES = "web_search_requests";

    private boolean told;
    private long input;
    private long cacheRead;
    private long cacheWritten;
    private long cacheWrittenLong;
    private long output;
    private long thinking;
    private long searches;
    private @Nullable String tier;

    /** Takes over what the object the scanner stands on reports. */
    void update(JsonScanner scanner) throws IOException {
        if (scanner.currentToken() == JsonToken.START_OBJECT) {
            update(scanner.tree());
        } else {
            scanner.skipChildren();
        }
    }

    /** Takes over what a usage object reports. */
    void update(JsonNode usage) {
        told |= usage.path("input_tokens").isNumber()
                || usage.path("output_tokens").isNumber();
        input = count(usage.path("input_tokens"), input);
        cacheRead = count(usage.path("cache_read_input_tokens"), cacheRead);
        cacheWritten = count(usage.path("cache_creation_input_tokens"), cacheWritten);
        cacheWrittenLong = count(usage.path("cache_creation").path("ephemeral_1h_input_tokens"), cacheWrittenLong);
        output = count(usage.path("output_tokens"), output);
        thinking = count(usage.path("output_tokens_details").path("thinking_tokens"), thinking);
        searches = count(usage.path("server_tool_use").path("web_search_requests"), searches);
        if (usage.path("service_tier").isTextual()) {
            tier = usage.path("service_tier").textValue();
        }
    }

    /** What was reported so far; null when nothing was. */
    @Nullable
    Usage toUsage() {
        if (!told) {
            return null;
        }
        long written = Math.max(cacheWritten, cacheWrittenLong);
        long thought = Math.min(thinking, output);
        return new Usage.Builder()
                .tier(tier)
                .add(Meter.INPUT_TOKENS, input)
                .add(Meter.CACHED_INPUT_TOKENS, cacheRead)
                .add(Meter.CACHE_WRITE_TOKENS, written - cacheWrittenLong)
                .add(LONG_CACHE_WRITES, cacheWrittenLong)
                .add(Meter.OUTPUT_TOKENS, output - thought)
                .add(Meter.REASONING_TOKENS, thought)
                .add(SEARCHES, searches)
                .build();
    }

    /** What was reported so far, or nothing used. */
    Usage orNone() {
        Usage reported = toUsage();
        return reported == null ? Usage.NONE : reported;
    }

    private static long count(JsonNode node, long otherwise) {
        return node.isNumber() && node.canConvertToLong() ? Math.max(0, node.longValue()) : otherwise;
    }
}
