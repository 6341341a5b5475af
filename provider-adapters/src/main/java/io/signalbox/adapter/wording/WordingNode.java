package io.signalbox.adapter.wording;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A textual value of a tree that is not decoded yet. */
final class WordingNode extends ValueNode {
    private static final long serialVersionUID = 1;

    private final transient Wording wording;

    WordingNode(Wording wording) {
        this.wording = wording;
    }

    Wording wording() {
        return wording;
    }

    @Override
    public JsonNodeType getNodeType() {
        return JsonNodeType.STRING;
    }

    @Override
    public JsonToken asToken() {
        return JsonToken.VALUE_STRING;
    }

    @Override
    public String textValue() {
        return wording.text();
    }

    @Override
    public String asText() {
        return wording.text();
    }

    @Override
    public void serialize(JsonGenerator to, SerializerProvider provider) throws IOException {
        wording.write(to);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WordingNode node && wording.equals(node.wording);
    }

    @Override
    public int hashCode() {
        return wording.hashCode();
    }
}
