package io.signalbox.gateway.dialect.openai;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where in a request body stand the few things the gateway has to know or change; everything else is not looked at.
 *
 * @param inside the first byte after the opening brace
 * @param names of all top-level fields
 * @param modelValue where the value of {@code model} stands; null when there is none
 * @param streamOptions where the value of {@code stream_options} stands
 * @param includeUsage where its {@code include_usage} stands
 * @param usageWanted whether the caller set that to true
 */
record RequestOutline(
        int inside,
        Set<String> names,
        String model,
        @Nullable Span modelValue,
        boolean streamed,
        @Nullable Span streamOptions,
        boolean streamOptionsEmpty,
        @Nullable Span includeUsage,
        boolean usageWanted) {}
