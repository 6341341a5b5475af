package io.signalbox.adapter.wire;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON token by token without making anything of it: strings become text only when asked for. Everything is
 * checked to be JSON (RFC 8259) in UTF-8, because what passes through must not mean something else to its receiver.
 * Speaks of tokens as Jackson does, and exists because the bodies that pass through are nearly all text, which it skips
 * several times as fast (docs/decisions/0016).
 */
public final class JsonScanner {
    /** How deep values may be nested; the same bound as Jackson's. */
    public static final int DEPTH_MAX = 1_000;

    /** Longest number that is read as one. */
    static final int NUMBER_MAX = 1_000;

    private static final BigDecimal BEYOND = new BigDecimal(Long.MAX_VALUE);
    /** As many digits always fit into a {@code long}. */
    private static final int DIGITS_SURE = 18;

    private static final int DEPTH_FIRST = 32;

    private final byte[] bytes;
    private final int limit;
    private final JsonText text = new JsonText();
    /** For each open container whether it is an object. */
    private boolean[] objects = new boolean[DEPTH_FIRST];

    private int depth;
    private int at;
    private int tokenStart;
    private @Nullable JsonToken token;
    private String name = "";

    public JsonScanner(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    public JsonScanner(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.at = offset;
        this.limit = offset + length;
    }

    /** The next token; null behind the one value, after which nothing but white space may stand. */
    public @Nullable JsonToken nextToken() throws MalformedJsonException {
        JsonToken before = token;
        skipSpace();
        if (depth == 0) {
            token = before == null ? value() : nothing();
        } else if (before == JsonToken.FIELD_NAME) {
            token = value();
        } else {
            token = inContainer(before == JsonToken.START_OBJECT || before == JsonToken.START_ARRAY);
        }
        return token;
    }

    private @Nullable JsonToken nothing() throws MalformedJsonException {
        if (at < limit) {
            throw new MalformedJsonException("something follows its end", at);
        }
        return null;
    }

    private JsonToken inContainer(boolean first) throws MalformedJsonException {
        boolean object = objects[depth - 1];
        if (peek() == (object ? '}' : ']')) {
            tokenStart = at++;
            depth--;
            return object ? JsonToken.END_OBJECT : JsonToken.END_ARRAY;
        }
        if (!first) {
            expect(',');
            skipSpace();
        }
        return object ? fieldName() : value();
    }

    private JsonToken fieldName() throws MalformedJsonException {
        tokenStart = at;
        expect('"');
        at = text.read(bytes, at, limit);
        name = text.name();
        skipSpace();
        expect(':');
        return JsonToken.FIELD_NAME;
    }

    private JsonToken value() throws MalformedJsonException {
        tokenStart = at;
        return switch (peek()) {
            case '"' -> {
                at = text.read(bytes, at + 1, limit);
                yield JsonToken.VALUE_STRING;
            }
            case '{' -> open(true);
            case '[' -> open(false);
            case 't' -> word("true", JsonToken.VALUE_TRUE);
            case 'f' -> word("false", JsonToken.VALUE_FALSE);
            case 'n' -> word("null", JsonToken.VALUE_NULL);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            default ->
                throw new MalformedJsonException(at < limit ? "a value is missing" : "it ends in the middle", at);
        };
    }

    private JsonToken open(boolean object) throws MalformedJsonException {
        if (depth == DEPTH_MAX) {
            throw new MalformedJsonException("it is nested deeper than " + DEPTH_MAX, at);
        }
        if (depth == objects.length) {
            objects = Arrays.copyOf(objects, depth * 2);
        }
        objects[depth++] = object;
        at++;
        return object ? JsonToken.START_OBJECT : JsonToken.START_ARRAY;
    }

    private JsonToken word(String word, JsonToken meaning) throws MalformedJsonException {
        int end = at + word.length();
        boolean same = end <= limit;
        for (int each = at; same && each < end; each++) {
            same = bytes[each] == word.charAt(each - at);
        }
        if (!same || (end < limit && Character.isLetterOrDigit(bytes[end]))) {
            throw new MalformedJsonException("a value is missing", at);
        }
        at = end;
        return meaning;
    }

    private JsonToken number() throws MalformedJsonException {
        at += peek() == '-' ? 1 : 0;
        if (peek() == '0') {
            at++;
        } else {
            digits();
        }
        boolean whole = true;
        if (peek() == '.') {
            whole = false;
            at++;
            digits();
        }
        if (peek() == 'e' || peek() == 'E') {
            whole = false;
            at++;
            at += peek() == '+' || peek() == '-' ? 1 : 0;
            digits();
        }
        if (Character.isLetterOrDigit(peek()) || peek() == '.') {
            throw new MalformedJsonException("a number goes on after its end", at);
        }
        return whole ? JsonToken.VALUE_NUMBER_INT : JsonToken.VALUE_NUMBER_FLOAT;
    }

    private void digits() throws MalformedJsonException {
        int from = at;
        while (at < limit && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        if (at == from) {
            throw new MalformedJsonException("a digit is missing", at);
        }
    }

    /** Zero at the end: no token begins with it. */
    private byte peek() {
        return at < limit ? bytes[at] : 0;
    }

    private void expect(char wanted) throws MalformedJsonException {
        if (peek() != wanted) {
            throw new MalformedJsonException(at < limit ? "'" + wanted + "' is missing" : "it ends in the middle", at);
        }
        at++;
    }

    private void skipSpace() {
        while (at < limit && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
            at++;
        }
    }

    /** Where reading stands; null before the first token and behind the last. */
    public @Nullable JsonToken currentToken() {
        return token;
    }

    /** The field whose name or value reading stands on. */
    public String currentName() {
        return name;
    }

    /** The first byte of the token. */
    public int tokenStart() {
        return tokenStart;
    }

    /** The byte after it. */
    public int tokenEnd() {
        return at;
    }

    /** Goes to the end of the container that was just opened; stays where no container was. */
    public void skipChildren() throws MalformedJsonException {
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
            int outside = depth - 1;
            while (depth > outside) {
                nextToken();
            }
        }
    }

    /** The string reading stands on. */
    public String text() throws MalformedJsonException {
        return text.decoded();
    }

    /** Its length in Java's characters, without making text of it. */
    public int textLength() {
        return text.characters();
    }

    /** The number reading stands on, without its fraction; refuses one beyond a {@code long}. */
    public long wholeNumber() throws MalformedJsonException {
        int digits = at - tokenStart;
        if (token == JsonToken.VALUE_NUMBER_INT && digits <= DIGITS_SURE && bytes[tokenStart] != '-') {
            long number = 0;
            for (int each = tokenStart; each < at; each++) {
                number = number * 10 + bytes[each] - '0';
            }
            return number;
        }
        BigDecimal number = digits > NUMBER_MAX ? BEYOND : decimal(digits);
        if (number.abs().compareTo(BEYOND) >= 0) {
            throw new MalformedJsonException("a number is larger than any has to be", tokenStart);
        }
        return number.longValue();
    }

    private BigDecimal decimal(int digits) {
        try {
            return new BigDecimal(new String(bytes, tokenStart, digits, StandardCharsets.US_ASCII));
        } catch (NumberFormatException exponentBeyondAll) {
            return BEYOND;
        }
    }

    /** The value reading stands on, as a tree; for the small parts that are worth one. Reading then stands on its end. */
    public JsonNode tree() throws IOException {
        int from = tokenStart;
        skipChildren();
        return WireJson.tree(bytes, from, at - from);
    }
}
