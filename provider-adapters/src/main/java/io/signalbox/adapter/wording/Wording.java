package io.signalbox.adapter.wording;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.UTF8JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.signalbox.adapter.wire.JsonScanner;
import io.signalbox.adapter.wire.MalformedJsonException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A text of a conversation. A long one that came as JSON stays as it stood between its quotes, escapes and all, and is
 * written so again: a string means the same in every JSON (RFC 8259 §7), so a translation between two formats has no need
 * to read it. It is decoded when somebody wants to. Confined to one request; not for use by several threads.
 */
public final class Wording {
    private static final byte[] NOTHING = {};

    private final byte[] json;
    private final int from;
    private final int length;
    private @Nullable String text;

    private Wording(byte[] json, int from, int length, @Nullable String text) {
        this.json = json;
        this.from = from;
        this.length = length;
        this.text = text;
    }

    /** That text. */
    public static Wording of(String text) {
        return new Wording(NOTHING, 0, 0, text);
    }

    /** What a node says; empty for one that says nothing. */
    public static Wording of(JsonNode node) {
        return node instanceof WordingNode undecoded ? undecoded.wording() : of(node.asText(""));
    }

    /** The string between two quotes in {@code json}, which was found to be one and does not change any more. */
    static Wording undecoded(byte[] json, int from, int length) {
        return new Wording(json, from, length, null);
    }

    /** What it says. */
    public String text() {
        String known = text;
        if (known == null) {
            known = decoded();
            text = known;
        }
        return known;
    }

    private String decoded() {
        JsonScanner scanner = new JsonScanner(json, from - 1, length + 2);
        try {
            scanner.nextToken();
            return scanner.text();
        } catch (MalformedJsonException impossible) {
            throw new IllegalStateException("what was found to be a string is none any more", impossible);
        }
    }

    /** Whether it says nothing; known without decoding. */
    public boolean isEmpty() {
        return text == null ? length == 0 : text.isEmpty();
    }

    /** Itself as a value of a tree. */
    public JsonNode node() {
        return text == null ? new WordingNode(this) : TextNode.valueOf(text);
    }

    /** Writes it as a value. */
    public void write(JsonGenerator to) throws IOException {
        // Others have no way to take a string that is escaped already.
        if (text == null && to instanceof UTF8JsonGenerator) {
            to.writeRawUTF8String(json, from, length);
        } else {
            to.writeString(text());
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Wording wording && text().equals(wording.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
