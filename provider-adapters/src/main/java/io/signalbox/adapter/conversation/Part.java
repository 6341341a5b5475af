package io.signalbox.adapter.conversation;

import io.signalbox.adapter.wording.Wording;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A piece of a turn or of an answer. */
public sealed interface Part {
    /** Text. */
    record Text(Wording wording) implements Part {
        public Text(String text) {
            this(Wording.of(text));
        }

        /** What it says, read if it was not yet. */
        public String text() {
            return wording.text();
        }
    }

    /** All texts among these parts as one; a single one as it is. */
    static Wording text(List<Part> parts) {
        List<Text> texts = parts.stream()
                .filter(Text.class::isInstance)
                .map(Text.class::cast)
                .toList();
        return texts.size() == 1
                ? texts.getFirst().wording()
                : Wording.of(texts.stream().map(Text::text).collect(Collectors.joining()));
    }

    /** An image by address. */
    record ImageUrl(String url) implements Part {}

    /** An image by value; {@code base64} without a data-URL prefix. */
    record ImageBytes(String mediaType, String base64) implements Part {}

    /** The model wants a tool called; {@code arguments} is JSON text, {@code {}} for none. */
    record ToolCall(String id, String name, String arguments) implements Part {}

    /** What the tool answered. */
    record ToolResult(String callId, String text, boolean error) implements Part {}

    /** What the model thought, with the provider's signature where it needs it back. */
    record Reasoning(String text, @Nullable String signature) implements Part {}
}
