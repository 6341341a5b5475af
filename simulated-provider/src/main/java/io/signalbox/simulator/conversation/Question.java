package io.signalbox.simulator.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chat request read out of its dialect. {@code userText} is the text of the last message of the user, where directives
 * are looked for; {@code toolResult} is set when the last message is the result of a tool, {@code answerSchema} when the
 * answer has to be JSON of that schema.
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
        ToolWish wish,
        @Nullable JsonNode answerSchema) {
    /** One whose answer may be any text. */
    public Question(
            String model,
            boolean stream,
            boolean usageAsked,
            int outputMax,
            long inputTokens,
            String userText,
            @Nullable String toolResult,
            List<ToolOffer> tools,
            ToolWish wish) {
        this(model, stream, usageAsked, outputMax, inputTokens, userText, toolResult, tools, wish, null);
    }

    /** The same, to be answered in JSON of that schema; one that is missing asks for nothing. */
    public Question answeredBy(JsonNode schema) {
        return schema.isObject()
                ? new Question(
                        model, stream, usageAsked, outputMax, inputTokens, userText, toolResult, tools, wish, schema)
                : this;
    }
}
