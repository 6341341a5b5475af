package io.signalbox.adapter.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an error body says, whatever its shape: {@code {"error":{…}}}, {@code {"error":"…"}}, flat, {@code detail} as
 * text or as a list, a bare JSON string, an array around any of them, or plain text. Nothing here decides what it means.
 *
 * @param message ready to be kept: redacted and shortened; null when the body says nothing readable
 * @param code the provider's code in its own spelling; numbers as text
 * @param type the provider's error type
 * @param flagged whether a moderation verdict is attached
 */
public record ErrorWords(
        @Nullable String message,
        @Nullable String code,
        @Nullable String type,
        boolean flagged) {
    private static final int PLAIN_TEXT_MAX = 200;
    private static final ErrorWords NOTHING = new ErrorWords(null, null, null, false);

    /** Reads a body that may be anything. */
    public static ErrorWords of(byte[] body) {
        try {
            JsonNode root = WireJson.tree(body);
            return root == null ? NOTHING : of(root);
        } catch (IOException notJson) {
            return plain(body);
        }
    }

    /** Reads an error that is already a tree. */
    public static ErrorWords of(JsonNode root) {
        if (root.isArray()) {
            return root.isEmpty() ? NOTHING : of(root.get(0));
        }
        if (root.isTextual()) {
            return new ErrorWords(kept(root.textValue()), null, null, false);
        }
        JsonNode inner = root.path("error");
        JsonNode error = inner.isObject() ? inner : root;
        String message = inner.isTextual() ? inner.textValue() : message(error, root);
        return new ErrorWords(
                message == null ? null : kept(message),
                scalar(error.path("code")),
                scalar(error.path("type")),
                error.path("metadata").path("reasons").isArray());
    }

    /** The message in lower case, empty when there is none: for the few meanings no code tells. */
    public String lowerCaseMessage() {
        return message == null ? "" : message.toLowerCase(Locale.ROOT);
    }

    /** The code as a number, when it is one. */
    public @Nullable Integer number() {
        if (code == null || code.length() > 6 || !code.chars().allMatch(Character::isDigit) || code.isEmpty()) {
            return null;
        }
        return Integer.valueOf(code);
    }

    private static @Nullable String message(JsonNode error, JsonNode root) {
        for (JsonNode candidate : new JsonNode[] {
            error.path("message"), error.path("msg"), root.path("detail"), error.path("detail"), root.path("message")
        }) {
            String text = text(candidate);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    private static @Nullable String text(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue().isBlank() ? null : node.textValue();
        }
        if (node.isArray() && !node.isEmpty()) {
            return text(node.get(0));
        }
        return node.isObject() ? message(node, node) : null;
    }

    private static @Nullable String scalar(JsonNode node) {
        boolean told = node.isNumber() || (node.isTextual() && !node.textValue().isBlank());
        return told ? kept(node.asText()) : null;
    }

    private static @Nullable String kept(String text) {
        String safe = KeyRedaction.apply(text);
        return safe.isEmpty() ? null : safe;
    }

    private static ErrorWords plain(byte[] body) {
        String text = new String(body, 0, Math.min(body.length, PLAIN_TEXT_MAX + 1), StandardCharsets.UTF_8).strip();
        boolean readable = !text.isEmpty()
                && text.length() <= PLAIN_TEXT_MAX
                && !text.startsWith("<")
                && !text.startsWith("{")
                && !text.startsWith("[")
                && text.indexOf('\uFFFD') < 0;
        return readable ? new ErrorWords(kept(text), null, null, false) : NOTHING;
    }
}
