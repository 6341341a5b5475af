package io.signalbox.gateway.dialect.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import io.signalbox.adapter.Usage;
import io.signalbox.contracts.usage.Meter;
import java.io.IOException;
import java.math.BigDecimal;

/** Usage as OpenAI counts it: the prompt includes what was cached, the completion includes what was thought. */
final class UsageJson {
    private UsageJson() {}

    static void write(JsonGenerator json, Usage usage) throws IOException {
        long cached = count(usage, Meter.CACHED_INPUT_TOKENS);
        long written = count(usage, Meter.CACHE_WRITE_TOKENS);
        long reasoning = count(usage, Meter.REASONING_TOKENS);
        long prompt = count(usage, Meter.INPUT_TOKENS)
                + cached
                + written
                + count(usage, Meter.AUDIO_INPUT_TOKENS)
                + count(usage, Meter.IMAGE_INPUT_TOKENS);
        long completion = count(usage, Meter.OUTPUT_TOKENS) + reasoning + count(usage, Meter.AUDIO_OUTPUT_TOKENS);
        json.writeStartObject();
        json.writeNumberField("prompt_tokens", prompt);
        json.writeNumberField("completion_tokens", completion);
        json.writeNumberField("total_tokens", prompt + completion);
        json.writeObjectFieldStart("prompt_tokens_details");
        json.writeNumberField("cached_tokens", cached);
        json.writeNumberField("cache_write_tokens", written);
        json.writeEndObject();
        json.writeObjectFieldStart("completion_tokens_details");
        json.writeNumberField("reasoning_tokens", reasoning);
        json.writeEndObject();
        json.writeEndObject();
    }

    private static long count(Usage usage, Meter meter) {
        return usage.meters().getOrDefault(meter.wire(), BigDecimal.ZERO).longValue();
    }
}
