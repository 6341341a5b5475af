package io.signalbox.adapter.openai;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.UnreadableAnswerException;
import io.signalbox.adapter.Usage;
import io.signalbox.adapter.wire.JsonScanner;
import io.signalbox.adapter.wire.WireJson;
import io.signalbox.contracts.usage.Meter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One {@code usage} object. {@code prompt_tokens} includes cached, written and audio tokens, {@code completion_tokens}
 * includes reasoning and audio; what is inside is taken out of the whole, part by part and never below zero, so the
 * meters always sum to the totals the provider reported, even where its parts overlap.
 */
final class OpenAiUsage {
    private boolean told;
    private long prompt;
    private long completion;
    private long total;
    private long cached;
    private long written;
    private long audioInput;
    private long reasoning;
    private long audioOutput;

    private OpenAiUsage() {}

    /** Reads the value the scanner stands on; null when it reports nothing. */
    static @Nullable OpenAiUsage read(JsonScanner scanner) throws IOException {
        if (scanner.currentToken() != JsonToken.START_OBJECT) {
            scanner.skipChildren();
            return null;
        }
        OpenAiUsage usage = new OpenAiUsage();
        while (scanner.nextToken() == JsonToken.FIELD_NAME) {
            String name = scanner.currentName();
            scanner.nextToken();
            usage.field(scanner, name);
        }
        return usage.told ? usage : null;
    }

    /** The same in meters, of an answer that tells its tier elsewhere. */
    static @Nullable Usage plain(JsonScanner scanner) throws IOException {
        OpenAiUsage usage = read(scanner);
        return usage == null ? null : usage.toUsage(null);
    }

    /** Reads a usage object that is already a tree; null when it reports nothing. */
    static @Nullable OpenAiUsage read(JsonNode usage) {
        if (usage.isMissingNode()) {
            return null;
        }
        try {
            JsonScanner scanner = new JsonScanner(WireJson.mapper().writeValueAsBytes(usage));
            scanner.nextToken();
            return read(scanner);
        } catch (IOException outOfRange) {
            throw new UnreadableAnswerException("the usage has a count beyond all bounds");
        }
    }

    Usage toUsage(@Nullable String tier) {
        Usage.Builder meters = new Usage.Builder().tier(tier);
        long input = prompt == 0 && !reasoningIsExtra() ? Math.max(0, total - completion) : prompt;
        input -= part(meters, Meter.CACHED_INPUT_TOKENS, cached, input);
        input -= part(meters, Meter.CACHE_WRITE_TOKENS, written, input);
        input -= part(meters, Meter.AUDIO_INPUT_TOKENS, audioInput, input);
        meters.add(Meter.INPUT_TOKENS, input);
        long output = reasoningIsExtra() ? completion + reasoning : completion;
        output -= part(meters, Meter.REASONING_TOKENS, reasoning, output);
        output -= part(meters, Meter.AUDIO_OUTPUT_TOKENS, audioOutput, output);
        return meters.add(Meter.OUTPUT_TOKENS, output).build();
    }

    /** Some servers count reasoning beside the completion; their own total gives it away. */
    private boolean reasoningIsExtra() {
        return reasoning > 0 && total > 0 && total - prompt - completion == reasoning;
    }

    private static long part(Usage.Builder meters, Meter meter, long reported, long left) {
        long taken = Math.min(reported, left);
        meters.add(meter, taken);
        return taken;
    }

    private void field(JsonScanner scanner, String name) throws IOException {
        switch (name) {
            case "prompt_tokens", "input_tokens" -> prompt = whole(scanner);
            case "completion_tokens", "output_tokens" -> completion = whole(scanner);
            case "total_tokens" -> total = whole(scanner);
            case "prompt_cache_hit_tokens", "num_cached_tokens" -> cached = Math.max(cached, count(scanner));
            case "prompt_tokens_details", "input_tokens_details" -> details(scanner, true);
            case "completion_tokens_details", "output_tokens_details" -> details(scanner, false);
            default -> scanner.skipChildren();
        }
    }

    private void details(JsonScanner scanner, boolean input) throws IOException {
        if (scanner.currentToken() != JsonToken.START_OBJECT) {
            scanner.skipChildren();
            return;
        }
        while (scanner.nextToken() == JsonToken.FIELD_NAME) {
            String name = scanner.currentName();
            scanner.nextToken();
            switch (name) {
                case "cached_tokens" -> cached = Math.max(cached, count(scanner));
                case "cache_write_tokens" -> written = count(scanner);
                case "reasoning_tokens" -> reasoning = count(scanner);
                case "audio_tokens" -> audio(count(scanner), input);
                default -> scanner.skipChildren();
            }
        }
    }

    private void audio(long count, boolean input) {
        if (input) {
            audioInput = count;
        } else {
            audioOutput = count;
        }
    }

    private long whole(JsonScanner scanner) throws IOException {
        told |= isNumber(scanner);
        return count(scanner);
    }

    /** A count; what is no number counts nothing, and so does what is below zero. */
    private static long count(JsonScanner scanner) throws IOException {
        if (isNumber(scanner)) {
            return Math.max(0, scanner.wholeNumber());
        }
        scanner.skipChildren();
        return 0;
    }

    private static boolean isNumber(JsonScanner scanner) {
        JsonToken token = scanner.currentToken();
        return token != null && token.isNumeric();
    }
}
