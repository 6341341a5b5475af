package io.signalbox.gateway.dialect;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where in a request body stand the few things the gateway has to know or change; everything else is not looked at.
 *
 * @param inside the first byte after the opening brace
 * @param names of all top-level fields
 * @param model as the caller wrote it; empty when it named none
 * @param modelValue where the value of {@code model} stands; null when there is none
 * @param streamed whether the answer is wanted as a stream
 * @param outputTokensMax of one answer; 0 when the caller did not say
 * @param answers how many are wanted
 */
public record RequestOutline(
        int inside,
        Set<String> names,
        String model,
        @Nullable Span modelValue,
        boolean streamed,
        long outputTokensMax,
        long answers) {}
