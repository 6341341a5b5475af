package io.signalbox.adapter.conversation;

import org.jspecify.annotations.Nullable;

/** A piece of a turn or of an answer. */
public sealed interface Part {
    /** Text. */
    record Text(String text) implements Part {}

    /** What a model says instead of an answer; formats without a place for it have it as text. */
    record Refusal(String text) implements Part {}

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
