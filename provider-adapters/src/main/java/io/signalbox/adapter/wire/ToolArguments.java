package io.signalbox.adapter.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The arguments of a tool call, for formats that carry them as an object and not as text. */
public final class ToolArguments {
    private ToolArguments() {}

    /** The text as an object; no text at all means none; empty when it is anything else. */
    public static Optional<ObjectNode> of(String text) {
        if (text.isBlank()) {
            return Optional.of(JsonNodeFactory.instance.objectNode());
        }
        try {
            return WireJson.tree(text.getBytes(StandardCharsets.UTF_8)) instanceof ObjectNode object
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }
}
