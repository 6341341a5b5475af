package io.signalbox.gateway.dialect.anthropic;

import com.fasterxml.jackson.core.JsonGenerator;
import io.signalbox.adapter.Usage;
import io.signalbox.contracts.usage.Meter;
import java.io.IOException;

/** Usage as Anthropic counts it: the input is without what the cache had or got, the output includes what was thought. */
final class UsageJson {
    private UsageJson() {}

    static void write(JsonGenerator json, Usage usage) throws IOException {
        long input = usage.count(Meter.INPUT_TOKENS)
                + usage.count(Meter.AUDIO_INPUT_TOKENS)
                + usage.count(Meter.IMAGE_INPUT_TOKENS);
        long thought = usage.count(Meter.REASONING_TOKENS);
        long output = usage.count(Meter.OUTPUT_TOKENS) + thought + usage.count(Meter.AUDIO_OUTPUT_TOKENS);
        json.writeObjectFieldStart("usage");
        json.writeNumberField("input_tokens", input);
        json.writeNumberField("cache_creation_input_tokens", usage.count(Meter.CACHE_WRITE_TOKENS));
        json.writeNumberField("cache_read_input_tokens", usage.count(Meter.CACHED_INPUT_TOKENS));
        json.writeNumberField("output_tokens", output);
        json.writeObjectFieldStart("output_tokens_details");
        json.writeNumberField("thinking_tokens", thought);
        json.writeEndObject();
        json.writeEndObject();
    }
}
