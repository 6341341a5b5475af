package io.signalbox.adapter.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A chat request in no provider's words. What a dialect can say and another cannot is kept in {@code extra} under its
 * dialect's own field name, so that a codec can refuse it by name instead of losing it.
 *
 * @param system instructions, in order
 * @param maxOutputTokens null leaves it to the target's default
 */
public record Conversation(
        List<Part.Text> system,
        List<Turn> turns,
        List<Tool> tools,
        ToolChoice toolChoice,
        @Nullable Boolean parallelToolCalls,
        @Nullable Long maxOutputTokens,
        @Nullable BigDecimal temperature,
        @Nullable BigDecimal topP,
        List<String> stop,
        OutputFormat outputFormat,
        @Nullable String reasoningEffort,
        @Nullable String user,
        Map<String, JsonNode> extra) {

    /** Who speaks. */
    public enum Role {
        USER,
        ASSISTANT
    }

    /** One turn; tool results are parts of a user's turn. */
    public record Turn(Role role, List<Part> parts) {}

    /** A function the model may call. */
    public record Tool(
            String name,
            @Nullable String description,
            JsonNode parameters,
            @Nullable Boolean strict) {}

    /** Whether and which tool must be called. */
    public sealed interface ToolChoice {
        /** The model decides. */
        record Auto() implements ToolChoice {}

        /** No tool. */
        record None() implements ToolChoice {}

        /** Some tool. */
        record Required() implements ToolChoice {}

        /** This tool. */
        record Named(String name) implements ToolChoice {}
    }

    /** The form the answer must have. */
    public sealed interface OutputFormat {
        /** Free text. */
        record FreeText() implements OutputFormat {}

        /** Any JSON object. */
        record AnyJson() implements OutputFormat {}

        /** JSON that fits a schema. */
        record Schema(
                String name, JsonNode schema, @Nullable Boolean strict) implements OutputFormat {}
    }
}
