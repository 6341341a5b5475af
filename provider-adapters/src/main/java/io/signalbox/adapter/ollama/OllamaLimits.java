package io.signalbox.adapter.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.conversation.Conversation;
import io.signalbox.adapter.conversation.Conversation.Role;
import io.signalbox.adapter.conversation.Conversation.ToolChoice;
import io.signalbox.adapter.conversation.Conversation.Turn;
import io.signalbox.adapter.conversation.Part;
import io.signalbox.adapter.wire.Defaults;
import io.signalbox.adapter.wire.ToolArguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What of a conversation has no counterpart at Ollama, named to the caller unless it only repeats its default. */
final class OllamaLimits {
    private static final Set<String> EFFORTS = Set.of("none", "low", "medium", "high", "max");
    /** Hints to another provider's cache or abuse desk: without any effect on the answer. */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "prompt_cache_key", "prompt_cache_retention", "prompt_cache_options", "safety_identifier", "cache_control");

    private final List<String> named = new ArrayList<>();

    private OllamaLimits() {}

    static List<String> of(Conversation conversation) {
        OllamaLimits limits = new OllamaLimits();
        limits.fields(conversation);
        conversation.turns().forEach(turn -> turn.parts().forEach(part -> limits.part(turn, part)));
        return List.copyOf(limits.named);
    }

    private void fields(Conversation conversation) {
        conversation.extra().entrySet().stream()
                .filter(field -> !isCarried(field))
                .map(field -> "'" + field.getKey() + "' has no counterpart at this provider")
                .sorted()
                .forEach(named::add);
        ToolChoice choice = conversation.toolChoice();
        if (choice instanceof ToolChoice.Required || choice instanceof ToolChoice.Named) {
            named.add("a tool that must be called has no counterpart at this provider");
        }
        if (Boolean.FALSE.equals(conversation.parallelToolCalls())
                && !conversation.tools().isEmpty()) {
            named.add("'parallel_tool_calls' false has no counterpart at this provider");
        }
        String effort = conversation.reasoningEffort();
        if (effort != null && !EFFORTS.contains(effort)) {
            named.add("'reasoning_effort' " + effort + " has no counterpart at this provider");
        }
    }

    private static boolean isCarried(Map.Entry<String, JsonNode> field) {
        JsonNode value = field.getValue();
        return OllamaOptions.isOwn(field.getKey(), value)
                || WITHOUT_EFFECT.contains(field.getKey())
                || (field.getKey().equals("service_tier")
                        && Set.of("auto", "default").contains(value.asText()))
                || Defaults.areRepeatedBy(field.getKey(), value);
    }

    private void part(Turn turn, Part part) {
        switch (part) {
            case Part.ImageUrl ignored -> named.add("images by address are not accepted by this provider");
            case Part.ImageBytes ignored -> {
                if (turn.role() == Role.ASSISTANT) {
                    named.add("images in an assistant's turn are not accepted by this provider");
                }
            }
            case Part.ToolCall call -> {
                if (ToolArguments.of(call.arguments()).isEmpty()) {
                    named.add("the arguments of tool call '" + call.id() + "' are not a JSON object");
                }
            }
            case Part.ToolResult ignored -> {}
            case Part.Text ignored -> {}
            case Part.Refusal ignored -> {}
            case Part.Reasoning ignored -> {}
        }
    }
}
