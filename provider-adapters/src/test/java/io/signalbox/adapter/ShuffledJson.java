package io.signalbox.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Writes the same JSON another way: members in another order, other white space. Equal to every reader, or the reader is wrong. */
final class ShuffledJson {
    private static final String[] SPACES = {"", "", " ", "\n", "\t ", "\r\n  "};

    private final Random random;

    ShuffledJson(Random random) {
        this.random = random;
    }

    String write(JsonNode node) {
        StringBuilder text = new StringBuilder();
        write(node, text);
        return text.toString();
    }

    private void write(JsonNode node, StringBuilder text) {
        space(text);
        if (node.isObject()) {
            List<Map.Entry<String, JsonNode>> members = new ArrayList<>(node.properties());
            Collections.shuffle(members, random);
            text.append('{');
            for (int i = 0; i < members.size(); i++) {
                text.append(i == 0 ? "" : ",");
                space(text);
                text.append('"').append(members.get(i).getKey()).append('"');
                space(text);
                text.append(':');
                write(members.get(i).getValue(), text);
            }
            text.append('}');
        } else if (node.isArray()) {
            text.append('[');
            for (int i = 0; i < node.size(); i++) {
                text.append(i == 0 ? "" : ",");
                write(node.get(i), text);
            }
            text.append(']');
        } else {
            text.append(node);
        }
        space(text);
    }

    private void space(StringBuilder text) {
        text.append(SPACES[random.nextInt(SPACES.length)]);
    }
}
