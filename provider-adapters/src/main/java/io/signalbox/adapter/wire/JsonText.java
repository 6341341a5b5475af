package io.signalbox.adapter.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Where one JSON string stands in a buffer. Finding its end is most of the work of reading a body, so eight bytes are
 * looked at at once while none of them means anything; what does mean something (escapes, characters beyond ASCII) is
 * checked by the letter (RFC 8259 §7, RFC 3629), because a receiver must not read it differently.
 */
final class JsonText {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int WORD_BYTES = Long.BYTES;
    /** Where so much was ordinary, more will be. */
    private static final int LONG_RUN = 8 * WORD_BYTES;

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long BACKSLASHES = '\\' * ONES;
    /** Exchanges the quote with the space, so that it and all control characters are what lies below {@link #BANGS}. */
    private static final long QUOTE_TO_SPACE = ('"' ^ ' ') * ONES;

    private static final long BANGS = '!' * ONES;
    private static final int FOUR_HEX = 4;
    private static final boolean[] ESCAPES = new boolean[128];

    static {
        for (char one : "\"\\/bfnrt".toCharArray()) {
            ESCAPES[one] = true;
        }
    }

    private byte[] bytes = new byte[0];
    private int start;
    private int end;
    private int characters;
    /** Bytes of the string that are no further character, being part of one that has begun before. */
    private int begun;

    private boolean escaped;

    /** Reads the string whose first byte after the quote is at {@code from}; returns the place after its last quote. */
    int read(byte[] source, int from, int limit) throws MalformedJsonException {
        bytes = source;
        start = from;
        begun = 0;
        escaped = false;
        int at = plainUntil(source, from, limit);
        while (at < limit && source[at] != '"') {
            at = plainUntil(source, source[at] == '\\' ? escapes(at, limit) : beyondAscii(at, limit), limit);
        }
        if (at >= limit) {
            throw new MalformedJsonException("a string has no end", from - 1);
        }
        characters = at - from - begun;
        end = at;
        return at + 1;
    }

    /** Past the escape that stands here, and past as many more of one letter as follow with ordinary words between. */
    private int escapes(int from, int limit) throws MalformedJsonException {
        escaped = true;
        int at = from;
        int passed = 0;
        while (at + 2 + WORD_BYTES <= limit && bytes[at] == '\\' && bytes[at + 1] > 0 && ESCAPES[bytes[at + 1]]) {
            passed++;
            at += 2;
            long special = special((long) WORDS.get(bytes, at));
            while (special == 0 && at + 2 * WORD_BYTES <= limit) {
                at += WORD_BYTES;
                special = special((long) WORDS.get(bytes, at));
            }
            at += special == 0 ? 0 : Long.numberOfTrailingZeros(special) >>> 3;
        }
        begun += passed;
        return passed > 0 ? at : escape(at, limit);
    }

    /** The first place from {@code from} on whose byte is not an ordinary ASCII character; the limit when all are. */
    private static int plainUntil(byte[] bytes, int from, int limit) {
        int at = from;
        while (at + WORD_BYTES <= limit) {
            long special = special((long) WORDS.get(bytes, at));
            if (special != 0) {
                return at + (Long.numberOfTrailingZeros(special) >>> 3);
            }
            at += WORD_BYTES;
            if (at - from == LONG_RUN) {
                at = plainWords(bytes, at, limit);
            }
        }
        while (at < limit && bytes[at] >= ' ' && bytes[at] != '"' && bytes[at] != '\\') {
            at++;
        }
        return at;
    }

    /** Past as many times four words as are ordinary throughout: one decision for each four. */
    private static int plainWords(byte[] bytes, int from, int limit) {
        int at = from;
        while (at + 4 * WORD_BYTES <= limit) {
            long special = special((long) WORDS.get(bytes, at))
                    | special((long) WORDS.get(bytes, at + WORD_BYTES))
                    | special((long) WORDS.get(bytes, at + 2 * WORD_BYTES))
                    | special((long) WORDS.get(bytes, at + 3 * WORD_BYTES));
            if (special != 0) {
                break;
            }
            at += 4 * WORD_BYTES;
        }
        return at;
    }

    /**
     * The high bit of every byte that is a quote, a backslash, a control character or not ASCII; a borrow may set others
     * above the lowest of them, never below. That bytes beyond ASCII come out of the subtractions as they please does
     * not matter: they count anyway.
     */
    private static long special(long word) {
        return ((word ^ QUOTE_TO_SPACE) - BANGS | (word ^ BACKSLASHES) - ONES | word) & HIGH_BITS;
    }

    private int escape(int at, int limit) throws MalformedJsonException {
        int kind = at + 1 < limit ? bytes[at + 1] : 0;
        if (kind == 'u') {
            hex(at + 2, limit);
            begun += 1 + FOUR_HEX;
            return at + 2 + FOUR_HEX;
        }
        if (kind <= 0 || !ESCAPES[kind]) {
            throw new MalformedJsonException("a backslash is followed by no known escape", at);
        }
        begun++;
        return at + 2;
    }

    private int hex(int at, int limit) throws MalformedJsonException {
        int value = 0;
        for (int each = at; each < at + FOUR_HEX; each++) {
            int digit = each < limit ? Character.digit(bytes[each], 16) : -1;
            if (digit < 0) {
                throw new MalformedJsonException("\\u is not followed by four hexadecimal digits", at - 2);
            }
            value = value << 4 | digit;
        }
        return value;
    }

    /** Past all characters of two to four bytes that stand here; where there is one, more follow as a rule. */
    private int beyondAscii(int from, int limit) throws MalformedJsonException {
        if (bytes[from] >= 0) {
            throw new MalformedJsonException("a control character in a string is not escaped", from);
        }
        int at = from;
        while (at < limit && bytes[at] < 0) {
            int length = length(at, limit);
            if (length == 0) {
                throw new MalformedJsonException("it is not UTF-8", at);
            }
            begun += length == 4 ? 2 : length - 1;
            at += length;
        }
        return at;
    }

    /** How many bytes the character has that begins here; zero when none does. */
    private int length(int at, int limit) {
        int first = bytes[at] & 0xFF;
        int length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
        if (length == 0 || at + length > limit || !secondFits(first, bytes[at + 1] & 0xFF)) {
            return 0;
        }
        boolean thirdFits = length < 3 || (bytes[at + 2] & 0xC0) == 0x80;
        boolean fourthFits = length < 4 || (bytes[at + 3] & 0xC0) == 0x80;
        return thirdFits && fourthFits ? length : 0;
    }

    /** Whether the two bytes begin a character: no overlong form, no half of a pair, none beyond Unicode. */
    private static boolean secondFits(int first, int second) {
        int least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        return second >= least && second <= most;
    }

    /** Its length in Java's characters. */
    int characters() {
        return characters;
    }

    /** The string as the name of a field. */
    String name() throws MalformedJsonException {
        String frequent = escaped ? null : FieldNames.frequent(bytes, start, end);
        return frequent == null ? decoded() : frequent;
    }

    /** The string itself. */
    String decoded() throws MalformedJsonException {
        if (!escaped) {
            return new String(bytes, start, end - start, StandardCharsets.UTF_8);
        }
        StringBuilder text = new StringBuilder(characters);
        int plain = start;
        for (int at = start; at < end; at++) {
            if (bytes[at] == '\\') {
                text.append(new String(bytes, plain, at - plain, StandardCharsets.UTF_8));
                boolean unicode = bytes[at + 1] == 'u';
                text.append(unicode ? (char) hex(at + 2, end) : meant((char) bytes[at + 1]));
                at += unicode ? 1 + FOUR_HEX : 1;
                plain = at + 1;
            }
        }
        return text.append(new String(bytes, plain, end - plain, StandardCharsets.UTF_8))
                .toString();
    }

    private static char meant(char escape) {
        return switch (escape) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> escape;
        };
    }
}
