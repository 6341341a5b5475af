package io.signalbox.gateway.dialect.responses.output;

import com.fasterxml.jackson.core.JsonGenerator;
import io.signalbox.adapter.Usage;
import io.signalbox.contracts.usage.Meter;
import java.io.IOException;

/** Usage as this format counts it: the input includes what was cached, the output what was thought. */
final class UsageJson {
    private UsageJson() {}

    static void write(JsonGenerator json, Usage usage) throws IOException {
        long cached = usage.count(Meter.CACHED_INPUT_TOKENS);
        long written = usage.count(Meter.CACHE_WRITE_TOKENS);
        long reasoning = usage.count(Meter.REASONING_TOKENS);
        long input = usage.count(Meter.INPUT_TOKENS)
                + cached
                + written
                + usage.count(Meter.AUDIO_INPUT_TOKENS)
                + usage.count(Meter.IMAGE_INPUT_TOKENS);
        long output = usage.count(Meter.OUTPUT_TOKENS) + reasoning + usage.count(Meter.AUDIO_OUTPUT_TOKENS);
        json.writeStartObject();
        json.writeNumberField("input_tokens", input);
        json.writeObjectFieldStart("input_tokens_details");
        json.writeNumberField("cached_tokens", cached);
        json.writeNumberField("cache_write_tokens", written);
        json.writeEndObject();
        json.writeNumberField("output_tokens", output);
        json.writeObjectFieldStart("output_tokens_details");
        json.writeNumberField("reasoning_tokens", reasoning);
        json.writeEndObject();
        json.writeNumberField("total_tokens", input + output);
        json.writeEndObject();
    }
}
