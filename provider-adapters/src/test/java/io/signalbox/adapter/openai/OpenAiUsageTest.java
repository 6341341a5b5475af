package io.signalbox.adapter.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.adapter.AnswerReader.AnswerFacts;
import io.signalbox.adapter.Operation;
import io.signalbox.adapter.Usage;
import io.signalbox.contracts.usage.Meter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class OpenAiUsageTest {
    private final OpenAiAdapter adapter = new OpenAiAdapter();

    @Property
    void meters_are_never_negative_and_sum_to_the_totals_whatever_the_parts_say(
            @ForAll @LongRange(min = 1, max = 1_000) long prompt,
            @ForAll @LongRange(max = 1_000) long completion,
            @ForAll @LongRange(min = -5, max = 1_500) long cached,
            @ForAll @LongRange(min = -5, max = 1_500) long audio,
            @ForAll @LongRange(min = -5, max = 1_500) long reasoning) {
        Usage usage =
                usage("""
                {"choices":[],"usage":{"prompt_tokens":%d,"completion_tokens":%d,"total_tokens":%d,
                 "prompt_tokens_details":{"cached_tokens":%d,"audio_tokens":%d,"cache_write_tokens":%d},
                 "completion_tokens_details":{"reasoning_tokens":%d,"audio_tokens":%d}}}""".formatted(prompt, completion, prompt + completion, cached, audio, audio, reasoning, audio));

        assertThat(usage.meters().values()).allMatch(quantity -> quantity.signum() > 0);
        assertThat(sum(
                        usage,
                        Meter.INPUT_TOKENS,
                        Meter.CACHED_INPUT_TOKENS,
                        Meter.CACHE_WRITE_TOKENS,
                        Meter.AUDIO_INPUT_TOKENS))
                .isEqualTo(prompt);
        assertThat(sum(usage, Meter.OUTPUT_TOKENS, Meter.REASONING_TOKENS, Meter.AUDIO_OUTPUT_TOKENS))
                .isEqualTo(completion);
    }

    private Usage usage(String body) {
        AnswerFacts facts = adapter.answers(Operation.CHAT).read(body.getBytes(StandardCharsets.UTF_8));
        return Objects.requireNonNull(facts.usage());
    }

    private static long sum(Usage usage, Meter... meters) {
        return Arrays.stream(meters)
                .map(meter -> usage.meters().getOrDefault(meter.wire(), BigDecimal.ZERO))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .longValueExact();
    }
}
