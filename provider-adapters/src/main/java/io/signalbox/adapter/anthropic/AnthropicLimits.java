package io.signalbox.adapter.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.conversation.Conversation;
import io.signalbox.adapter.conversation.Conversation.OutputFormat;
import io.signalbox.adapter.conversation.Conversation.Role;
import io.signalbox.adapter.conversation.Conversation.Turn;
import io.signalbox.adapter.conversation.Part;
import io.signalbox.adapter.wire.Defaults;
import io.signalbox.adapter.wire.ToolArguments;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of a conversation has no counterpart in the messages format. A field that only repeats its own default asks for
 * nothing and passes; everything else is named to the caller, for a parameter dropped in silence is a wrong answer.
 */
final class AnthropicLimits {
    private static final Set<String> IMAGES = Set.of("image/jpeg", "image/png", "image/gif", "image/webp");
    private static final Set<String> EFFORTS = Set.of("none", "low", "medium", "high", "xhigh", "max");
    private static final Set<String> TIERS = Set.of("auto", "default");
    /** Hints to another provider's cache or abuse desk: without any effect on the answer. */
    private static final Set<String> WITHOUT_EFFECT =
            Set.of("prompt_cache_key", "prompt_cache_retention", "prompt_cache_options", "safety_identifier");

    private AnthropicLimits() {}

    static List<String> of(Conversation conversation) {
        List<String> named = new ArrayList<>();
        conversation.extra().entrySet().stream()
                .filter(field -> !isNeutral(field))
                .map(field -> "'" + field.getKey() + "' has no counterpart at this provider")
                .sorted()
                .forEach(named::add);
        if (conversation.temperature() != null && conversation.temperature().compareTo(BigDecimal.ONE) > 0) {
            named.add("'temperature' above 1 is not accepted by this provider");
        }
        if (conversation.outputFormat() instanceof OutputFormat.AnyJson) {
            named.add("'response_format' of type json_object has no counterpart at this provider; json_schema has");
        }
        String effort = conversation.reasoningEffort();
        if (effort != null && !EFFORTS.contains(effort)) {
            named.add("'reasoning_effort' " + effort + " has no counterpart at this provider; low is its lowest");
        }
        conversation.turns().forEach(turn -> turn.parts().forEach(part -> limit(turn, part, named)));
        return List.copyOf(named);
    }

    private static void limit(Turn turn, Part part, List<String> named) {
        switch (part) {
            case Part.ImageBytes image -> {
                if (!IMAGES.contains(image.mediaType())) {
                    named.add("images of type " + image.mediaType() + " are not accepted by this provider");
                }
                assistantImage(turn, named);
            }
            case Part.ImageUrl image -> {
                if (!image.url().startsWith("https://")) {
                    named.add("images by address need https at this provider");
                }
                assistantImage(turn, named);
            }
            case Part.ToolCall call -> {
                if (ToolArguments.of(call.arguments()).isEmpty()) {
                    named.add("the arguments of tool call '" + call.id() + "' are not a JSON object");
                }
            }
            case Part.Text ignored -> {}
            case Part.Refusal ignored -> {}
            case Part.ToolResult ignored -> {}
            case Part.Reasoning ignored -> {}
        }
    }

    private static void assistantImage(Turn turn, List<String> named) {
        if (turn.role() == Role.ASSISTANT) {
            named.add("images in an assistant's turn are not accepted by this provider");
        }
    }

    private static boolean isNeutral(Map.Entry<String, JsonNode> field) {
        JsonNode value = field.getValue();
        if (field.getKey().equals("service_tier") && TIERS.contains(value.asText())) {
            return true;
        }
        return WITHOUT_EFFECT.contains(field.getKey()) || Defaults.areRepeatedBy(field.getKey(), value);
    }
}
