package io.signalbox.adapter.wording;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.adapter.wire.JsonScanner;
import io.signalbox.adapter.wire.MalformedJsonException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A document as a tree whose long texts are left as they stand, see {@link Wording}. All else is read by the reader that
 * would otherwise read the whole: it gets the document with a short mark in the place of each long text, and the texts are
 * put back into what it makes of that. A document without long texts, or one that is not JSON, it gets as it is.
 */
public final class WordingTree {
    /** From how many bytes on a text is worth it. */
    static final int LONG = 1024;

    /** Begins a mark. No document whose own texts hold this letter is read so: a mark could be one of them. */
    private static final char MARK = '\uE123';

    private static final byte[] MARK_BYTES = String.valueOf(MARK).getBytes(StandardCharsets.UTF_8);
    private static final String MARK_ESCAPED = "e123";

    private WordingTree() {}

    /** Reads a document as it is. */
    @FunctionalInterface
    public interface Reader {
        JsonNode read(byte[] document) throws IOException;
    }

    /** The tree of a document, whose bytes do not change from now on; fails as {@code reader} does. */
    public static JsonNode of(byte[] document, Reader reader) throws IOException {
        if (document.length < LONG) {
            return reader.read(document);
        }
        List<Wording> found = new ArrayList<>(2);
        byte[] rest = withoutLongTexts(document, found);
        return found.isEmpty() ? reader.read(document) : restored(reader.read(rest), found);
    }

    /** Leaves {@code found} empty when there is nothing to leave out, or it could not be put back. */
    private static byte[] withoutLongTexts(byte[] document, List<Wording> found) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream(LONG);
        JsonScanner scanner = new JsonScanner(document);
        int copied = 0;
        try {
            for (JsonToken token = scanner.nextToken(); token != null; token = scanner.nextToken()) {
                int from = scanner.tokenStart();
                int to = scanner.tokenEnd();
                if (token == JsonToken.VALUE_STRING && to - from >= LONG) {
                    rest.write(document, copied, from - copied);
                    rest.writeBytes(("\"" + MARK + found.size() + "\"").getBytes(StandardCharsets.UTF_8));
                    found.add(Wording.undecoded(document, from + 1, to - from - 2));
                    copied = to;
                } else if (isMark(document, from, to)) {
                    found.clear();
                    return document;
                }
            }
        } catch (MalformedJsonException toldByTheReader) {
            found.clear();
            return document;
        }
        rest.write(document, copied, document.length - copied);
        return rest.toByteArray();
    }

    /** Whether a text begins like a mark, written out or escaped. */
    private static boolean isMark(byte[] document, int from, int to) {
        if (to - from < 2 + MARK_BYTES.length || document[from] != '"') {
            return false;
        }
        boolean written = document[from + 1] == MARK_BYTES[0]
                && document[from + 2] == MARK_BYTES[1]
                && document[from + 3] == MARK_BYTES[2];
        boolean escaped = document[from + 1] == '\\'
                && document[from + 2] == 'u'
                && to - from >= 2 + 2 + MARK_ESCAPED.length()
                && new String(document, from + 3, MARK_ESCAPED.length(), StandardCharsets.US_ASCII)
                        .equalsIgnoreCase(MARK_ESCAPED);
        return written || escaped;
    }

    private static JsonNode restored(JsonNode node, List<Wording> found) {
        switch (node) {
            case ObjectNode object -> {
                for (Map.Entry<String, JsonNode> field : object.properties()) {
                    field.setValue(restored(field.getValue(), found));
                }
            }
            case ArrayNode array -> {
                for (int at = 0; at < array.size(); at++) {
                    array.set(at, restored(array.get(at), found));
                }
            }
            default -> {
                return isMark(node)
                        ? found.get(Integer.parseInt(node.textValue().substring(1)))
                                .node()
                        : node;
            }
        }
        return node;
    }

    private static boolean isMark(JsonNode node) {
        return node.isTextual()
                && !node.textValue().isEmpty()
                && node.textValue().charAt(0) == MARK;
    }
}
