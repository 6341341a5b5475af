package io.signalbox.gateway.dialect.stops;

import com.fasterxml.jackson.core.JsonToken;
import io.signalbox.adapter.wire.JsonScanner;
import io.signalbox.adapter.wire.MalformedJsonException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reasons to stop that are words of one server's only, exchanged for the format's where they stand in an answer or a chunk
 * of one: clients know a closed list. All else stays as it came, and what has none of the words is not read again.
 */
public final class StopWords {
    private final Map<String, String> words;
    private final byte[][] quoted;

    /** From the server's words to the format's. */
    public StopWords(Map<String, String> words) {
        this.words = words;
        this.quoted = words.keySet().stream()
                .map(word -> ("\"" + word + "\"").getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
    }

    /** The same with the format's words; null where there is nothing to exchange. */
    public byte @Nullable [] exchanged(byte[] bytes, int offset, int length) {
        if (Arrays.stream(quoted).noneMatch(word -> stands(word, bytes, offset, length))) {
            return null;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(length);
        try {
            int copied = exchange(new JsonScanner(bytes, offset, length), bytes, offset, out);
            if (copied == offset) {
                return null;
            }
            out.write(bytes, copied, offset + length - copied);
        } catch (MalformedJsonException impossible) {
            return null;
        }
        return out.toByteArray();
    }

    /** Copies up to behind the last word that was exchanged, and tells where that is. */
    private int exchange(JsonScanner scanner, byte[] bytes, int offset, ByteArrayOutputStream out)
            throws MalformedJsonException {
        int copied = offset;
        for (JsonToken token = scanner.nextToken(); token != null; token = scanner.nextToken()) {
            if (token != JsonToken.FIELD_NAME || !scanner.currentName().equals("finish_reason")) {
                continue;
            }
            String word = scanner.nextToken() == JsonToken.VALUE_STRING ? words.get(scanner.text()) : null;
            if (word != null) {
                out.write(bytes, copied, scanner.tokenStart() - copied);
                out.writeBytes(("\"" + word + "\"").getBytes(StandardCharsets.US_ASCII));
                copied = scanner.tokenEnd();
            }
        }
        return copied;
    }

    private static boolean stands(byte[] word, byte[] bytes, int offset, int length) {
        for (int at = offset; at <= offset + length - word.length; at++) {
            if (Arrays.equals(bytes, at, at + word.length, word, 0, word.length)) {
                return true;
            }
        }
        return false;
    }
}
