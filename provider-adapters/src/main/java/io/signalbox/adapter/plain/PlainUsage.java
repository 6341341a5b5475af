package io.signalbox.adapter.plain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.signalbox.adapter.Operation;
import io.signalbox.adapter.Usage;
import io.signalbox.contracts.usage.Meter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an answer that is no conversation is billed by. One answer has one kind of meter: a server that tells tokens and
 * search units bills the units, and both in the ledger would ask for two prices.
 */
final class PlainUsage {
    /** No recording is longer, and no number of seconds has more digits. */
    private static final int NUMBER_MAX = 32;

    private PlainUsage() {}

    /** The parts of an answer in which servers tell what they bill. */
    static final class Bill {
        @Nullable
        JsonNode usage;

        @Nullable
        JsonNode meta;

        @Nullable
        JsonNode tokens;

        @Nullable
        JsonNode duration;

        /** Elements of the answer's list. */
        int items;

        private JsonNode usage() {
            return usage == null ? MissingNode.getInstance() : usage;
        }

        private JsonNode meta() {
            return meta == null ? MissingNode.getInstance() : meta;
        }

        private JsonNode tokens() {
            return tokens == null ? MissingNode.getInstance() : tokens;
        }
    }

    /** What was used; null when the answer does not tell. */
    static @Nullable Usage of(Operation operation, Bill bill) {
        return switch (operation) {
            case RERANK -> ranked(bill);
            case IMAGES -> tokensElse(bill, Meter.IMAGE_OUTPUT_TOKENS, one(Meter.IMAGES, bill.items));
            case MODERATIONS -> tokensElse(bill, Meter.OUTPUT_TOKENS, one(Meter.REQUESTS, 1));
            case SPEECH -> tokensElse(bill, Meter.AUDIO_OUTPUT_TOKENS, null);
            case TRANSCRIPTIONS -> heard(bill);
            case CHAT, EMBEDDINGS, COUNT_TOKENS, COMPLETIONS, RESPONSES, KEPT_RESPONSE ->
                throw new IllegalArgumentException(operation.wire() + " is billed elsewhere");
        };
    }

    private static @Nullable Usage ranked(Bill bill) {
        JsonNode billed = bill.meta().path("billed_units");
        long units = Math.max(count(billed, "search_units"), count(bill.usage(), "search_units"));
        if (units > 0) {
            return one(Meter.SEARCH_UNITS, units);
        }
        Usage billedTokens = tokens(billed, Meter.OUTPUT_TOKENS);
        if (billedTokens != null) {
            return billedTokens;
        }
        Usage told = tokens(bill.usage(), Meter.OUTPUT_TOKENS);
        if (told != null) {
            return told;
        }
        Usage apart = tokens(bill.tokens(), Meter.OUTPUT_TOKENS);
        return apart != null ? apart : tokens(bill.meta().path("tokens"), Meter.OUTPUT_TOKENS);
    }

    private static @Nullable Usage heard(Bill bill) {
        for (String name : List.of("seconds", "prompt_audio_seconds")) {
            Usage seconds = seconds(bill.usage().path(name));
            if (seconds != null) {
                return seconds;
            }
        }
        return tokensElse(
                bill, Meter.OUTPUT_TOKENS, seconds(bill.duration == null ? MissingNode.getInstance() : bill.duration));
    }

    /** Some servers write the number as text. */
    private static @Nullable Usage seconds(JsonNode told) {
        String text = told.asText("");
        if (!(told.isNumber() || told.isTextual()) || text.isEmpty() || text.length() > NUMBER_MAX) {
            return null;
        }
        try {
            BigDecimal seconds = new BigDecimal(text);
            boolean plausible = seconds.signum() > 0 && seconds.precision() - seconds.scale() < NUMBER_MAX;
            return plausible ? new Usage(Map.of(Meter.SECONDS.wire(), seconds), null) : null;
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }

    private static @Nullable Usage tokensElse(Bill bill, Meter output, @Nullable Usage otherwise) {
        Usage tokens = tokens(bill.usage(), output);
        return tokens == null ? otherwise : tokens;
    }

    private static Usage one(Meter meter, long quantity) {
        return new Usage.Builder().add(meter, quantity).build();
    }

    /**
     * Tokens in the words of either of OpenAI's vocabularies; null when none are told. What stands in the details is
     * taken out of its whole, never below zero.
     *
     * @param output what output is of that no detail tells otherwise
     */
    static @Nullable Usage tokens(JsonNode usage, Meter output) {
        long in = Math.max(count(usage, "input_tokens"), count(usage, "prompt_tokens"));
        long out = Math.max(count(usage, "output_tokens"), count(usage, "completion_tokens"));
        in = in == 0 ? Math.max(0, count(usage, "total_tokens") - out) : in;
        if (in == 0 && out == 0) {
            return null;
        }
        Usage.Builder meters = new Usage.Builder();
        JsonNode read = details(usage, "input_tokens_details", "input_token_details", "prompt_tokens_details");
        in -= part(meters, Meter.CACHED_INPUT_TOKENS, count(read, "cached_tokens"), in);
        in -= part(meters, Meter.IMAGE_INPUT_TOKENS, count(read, "image_tokens"), in);
        in -= part(meters, Meter.AUDIO_INPUT_TOKENS, count(read, "audio_tokens"), in);
        meters.add(Meter.INPUT_TOKENS, in);
        JsonNode made = details(usage, "output_tokens_details", "output_token_details", "completion_tokens_details");
        out -= part(meters, Meter.IMAGE_OUTPUT_TOKENS, count(made, "image_tokens"), out);
        out -= part(meters, Meter.AUDIO_OUTPUT_TOKENS, count(made, "audio_tokens"), out);
        out -= part(meters, Meter.OUTPUT_TOKENS, count(made, "text_tokens"), out);
        return meters.add(output, out).build();
    }

    private static JsonNode details(JsonNode usage, String... names) {
        for (String name : names) {
            if (usage.path(name).isObject()) {
                return usage.path(name);
            }
        }
        return MissingNode.getInstance();
    }

    private static long part(Usage.Builder meters, Meter meter, long told, long left) {
        long taken = Math.min(told, left);
        meters.add(meter, taken);
        return taken;
    }

    private static long count(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isNumber() && value.canConvertToLong() ? Math.max(0, value.longValue()) : 0;
    }
}
