package io.signalbox.adapter.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.conversation.Conversation;
import io.signalbox.adapter.conversation.Conversation.OutputFormat;
import io.signalbox.adapter.conversation.Conversation.Role;
import io.signalbox.adapter.conversation.Conversation.ToolChoice;
import io.signalbox.adapter.conversation.Conversation.Turn;
import io.signalbox.adapter.conversation.Part;
import io.signalbox.adapter.wire.Defaults;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What of a conversation has no counterpart at Cohere, named to the caller unless it only repeats its default. */
final class CohereLimits {
    /** Fields of other formats that Cohere has, and what it calls them. */
    static final Map<String, String> OWN = Map.of(
            "seed", "seed",
            "top_k", "k",
            "frequency_penalty", "frequency_penalty",
            "presence_penalty", "presence_penalty");

    private static final int STOPS_MAX = 5;
    private static final BigDecimal P_MAX = new BigDecimal("0.99");
    /** Thinking is on or off. */
    private static final Set<String> EFFORTS = Set.of("none", "high");
    /** Hints to another provider's cache or abuse desk: without any effect on the answer. */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "prompt_cache_key", "prompt_cache_retention", "prompt_cache_options", "safety_identifier", "cache_control");

    private final List<String> named = new ArrayList<>();

    private CohereLimits() {}

    /** Whether this share of probability is all of it. */
    static boolean isOff(BigDecimal topP) {
        return topP.compareTo(BigDecimal.ONE) == 0;
    }

    static List<String> of(Conversation conversation) {
        CohereLimits limits = new CohereLimits();
        limits.fields(conversation);
        limits.numbers(conversation);
        conversation.turns().forEach(limits::turn);
        return List.copyOf(limits.named);
    }

    private void fields(Conversation conversation) {
        conversation.extra().entrySet().stream()
                .filter(field -> !isCarried(field))
                .map(field -> "'" + field.getKey() + "' has no counterpart at this provider")
                .sorted()
                .forEach(named::add);
        if (conversation.toolChoice() instanceof ToolChoice.Named) {
            named.add("one tool that must be called has no counterpart at this provider; some tool has");
        }
        if (Boolean.FALSE.equals(conversation.parallelToolCalls())
                && !conversation.tools().isEmpty()) {
            named.add("'parallel_tool_calls' false has no counterpart at this provider");
        }
        if (!(conversation.outputFormat() instanceof OutputFormat.FreeText)
                && !conversation.tools().isEmpty()) {
            named.add("'response_format' beside tools is not accepted by this provider");
        }
        String effort = conversation.reasoningEffort();
        if (effort != null && !EFFORTS.contains(effort)) {
            named.add("'reasoning_effort' " + effort + " has no counterpart at this provider; none and high have");
        }
    }

    private static boolean isCarried(Map.Entry<String, JsonNode> field) {
        JsonNode value = field.getValue();
        boolean own = OWN.containsKey(field.getKey())
                && value.isNumber()
                && (!field.getKey().endsWith("penalty") || isShare(value.decimalValue()));
        return own
                || WITHOUT_EFFECT.contains(field.getKey())
                || (field.getKey().equals("service_tier")
                        && Set.of("auto", "default").contains(value.asText()))
                || Defaults.areRepeatedBy(field.getKey(), value);
    }

    private static boolean isShare(BigDecimal value) {
        return value.signum() >= 0 && value.compareTo(BigDecimal.ONE) <= 0;
    }

    private void numbers(Conversation conversation) {
        if (conversation.temperature() != null && !isShare(conversation.temperature())) {
            named.add("'temperature' above 1 is not accepted by this provider");
        }
        BigDecimal topP = conversation.topP();
        if (topP != null && topP.compareTo(P_MAX) > 0 && !isOff(topP)) {
            named.add("'top_p' above " + P_MAX + " is not accepted by this provider");
        }
        if (conversation.stop().size() > STOPS_MAX) {
            named.add("more than " + STOPS_MAX + " stop sequences are not accepted by this provider");
        }
    }

    private void turn(Turn turn) {
        boolean image = turn.parts().stream()
                .anyMatch(part -> part instanceof Part.ImageBytes || part instanceof Part.ImageUrl);
        if (image && turn.role() == Role.ASSISTANT) {
            named.add("images in an assistant's turn are not accepted by this provider");
        }
    }
}
