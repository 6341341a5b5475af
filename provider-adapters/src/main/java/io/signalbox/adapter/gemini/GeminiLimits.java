package io.signalbox.adapter.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.conversation.Conversation;
import io.signalbox.adapter.conversation.Conversation.Role;
import io.signalbox.adapter.conversation.Conversation.Turn;
import io.signalbox.adapter.conversation.Part;
import io.signalbox.adapter.wire.Defaults;
import io.signalbox.adapter.wire.ToolArguments;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of a conversation has no counterpart in the native format (ai.google.dev/api/generate-content). Everything asked
 * for that is not carried over is named to the caller, unless it only repeats its own default. Several candidates and
 * log probabilities exist in the format and not in an answer as callers of other formats get it.
 */
final class GeminiLimits {
    /** GenerationConfig.stopSequences. */
    private static final int STOPS_MAX = 5;

    private static final Set<String> EFFORTS = Set.of("none", "minimal", "low", "medium", "high");
    /** Supported formats in ai.google.dev/gemini-api/docs/image-understanding. */
    private static final Set<String> IMAGES =
            Set.of("image/png", "image/jpeg", "image/webp", "image/heic", "image/heif");
    /** Hints to another provider's cache or abuse desk: without any effect on the answer. */
    private static final Set<String> WITHOUT_EFFECT =
            Set.of("prompt_cache_key", "prompt_cache_retention", "prompt_cache_options", "safety_identifier");

    private static final Set<String> TIERS = Set.of("auto", "default");

    private final List<String> named = new ArrayList<>();
    private final Set<String> called = new HashSet<>();

    private GeminiLimits() {}

    static List<String> of(Conversation conversation) {
        GeminiLimits limits = new GeminiLimits();
        limits.fields(conversation);
        conversation.turns().forEach(limits::turn);
        return List.copyOf(limits.named);
    }

    private void fields(Conversation conversation) {
        conversation.extra().entrySet().stream()
                .filter(field -> !isCarried(field))
                .map(field -> "'" + field.getKey() + "' has no counterpart at this provider")
                .sorted()
                .forEach(named::add);
        if (conversation.stop().size() > STOPS_MAX) {
            named.add("more than " + STOPS_MAX + " stop sequences are not accepted by this provider");
        }
        if (Boolean.FALSE.equals(conversation.parallelToolCalls())
                && !conversation.tools().isEmpty()) {
            named.add("'parallel_tool_calls' false has no counterpart at this provider");
        }
        String effort = conversation.reasoningEffort();
        if (effort != null && !EFFORTS.contains(effort)) {
            named.add("'reasoning_effort' " + effort + " has no counterpart at this provider; high is its highest");
        }
    }

    private static boolean isCarried(Map.Entry<String, JsonNode> field) {
        String name = field.getKey();
        JsonNode value = field.getValue();
        return (GeminiRequest.OWN.containsKey(name) && value.isNumber())
                || WITHOUT_EFFECT.contains(name)
                || (name.equals("service_tier") && TIERS.contains(value.asText()))
                || Defaults.areRepeatedBy(name, value);
    }

    private void turn(Turn turn) {
        turn.parts().forEach(part -> part(turn, part));
    }

    private void part(Turn turn, Part part) {
        switch (part) {
            case Part.ImageBytes image -> {
                if (!IMAGES.contains(image.mediaType())) {
                    named.add("images of type " + image.mediaType() + " are not accepted by this provider");
                }
                assistantImage(turn);
            }
            case Part.ImageUrl image -> {
                if (!image.url().startsWith("https://")) {
                    named.add("images by address need https at this provider");
                }
                assistantImage(turn);
            }
            case Part.ToolCall call -> {
                called.add(call.id());
                if (ToolArguments.of(call.arguments()).isEmpty()) {
                    named.add("the arguments of tool call '" + call.id() + "' are not a JSON object");
                }
            }
            case Part.ToolResult result -> {
                if (!called.contains(result.callId())) {
                    named.add("the result of '" + result.callId() + "' answers no tool call before it");
                }
            }
            case Part.Text ignored -> {}
            case Part.Refusal ignored -> {}
            case Part.Reasoning ignored -> {}
        }
    }

    private void assistantImage(Turn turn) {
        if (turn.role() == Role.ASSISTANT) {
            named.add("images in an assistant's turn are not accepted by this provider");
        }
    }
}
