package io.signalbox.adapter.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.conversation.Conversation;
import io.signalbox.adapter.conversation.Conversation.Role;
import io.signalbox.adapter.conversation.Conversation.Turn;
import io.signalbox.adapter.conversation.Part;
import io.signalbox.adapter.wire.Defaults;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of a conversation a chat completion cannot say. This format's own fields are carried over as they are; another
 * dialect's are named to the caller unless they only repeat their default.
 */
final class OpenAiLimits {
    private static final Set<String> OWN = Set.of(
            "seed",
            "frequency_penalty",
            "presence_penalty",
            "logit_bias",
            "verbosity",
            "prompt_cache_key",
            "safety_identifier",
            "prediction");

    private OpenAiLimits() {}

    /** Whether a field that the canonical conversation does not know is one of this format. */
    static boolean isOwn(String field) {
        return OWN.contains(field);
    }

    static List<String> of(Conversation conversation) {
        List<String> named = new ArrayList<>();
        conversation.extra().entrySet().stream()
                .filter(field -> !isOwn(field.getKey()) && !isNeutral(field))
                .map(field -> "'" + field.getKey() + "' has no counterpart at this provider")
                .sorted()
                .forEach(named::add);
        conversation.turns().stream()
                .filter(OpenAiLimits::isAssistantWithImage)
                .findFirst()
                .ifPresent(ignored -> named.add("images in an assistant's turn are not accepted by this provider"));
        return List.copyOf(named);
    }

    private static boolean isAssistantWithImage(Turn turn) {
        return turn.role() == Role.ASSISTANT
                && turn.parts().stream()
                        .anyMatch(part -> part instanceof Part.ImageBytes || part instanceof Part.ImageUrl);
    }

    private static boolean isNeutral(Map.Entry<String, JsonNode> field) {
        JsonNode value = field.getValue();
        return Defaults.areRepeatedBy(field.getKey(), value)
                || switch (field.getKey()) {
                    // A hint to another provider's cache; this one's needs none.
                    case "cache_control" -> true;
                    case "service_tier" -> value.asText().equals("auto");
                    default -> false;
                };
    }
}
