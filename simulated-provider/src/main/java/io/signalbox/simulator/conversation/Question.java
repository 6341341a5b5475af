package io.signalbox.simulator.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chat request read out of its dialect. {@code userText} is the text of the last message of the user, where directives
 * are looked for; {@code toolResult} is set when the last message is the result of a tool.
 */
public record Question(
        String model,
        boolean stream,
        boolean usageAsked,
        int outputMax,
        long inputTokens,
        String userText,
        @Nullable String toolResult,
        List<ToolOffer> tools,
        ToolWish wish) {}
