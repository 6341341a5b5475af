package io.signalbox.vfs.file;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;

/**
 * Where a file lies in its session. There is one spelling of every path (NFC, no '.', no '..', no empty segments), so two
 * names are never one file and nothing lies outside of the session.
 */
record FilePath(String value) {
    static final int BYTES_MAX = 1_024;
    static final int SEGMENTS_MAX = 64;

    FilePath(String value) {
        this.value = Normalizer.normalize(value, Normalizer.Form.NFC);
        if (this.value.isEmpty()) {
            throw invalid("it is empty");
        }
        if (this.value.startsWith("/")) {
            throw invalid("it begins with '/'; paths are relative to the session");
        }
        if (this.value.getBytes(StandardCharsets.UTF_8).length > BYTES_MAX) {
            throw invalid("it has more than " + BYTES_MAX + " bytes");
        }
        List<String> segments = List.of(this.value.split("/", -1));
        if (segments.size() > SEGMENTS_MAX) {
            throw invalid("it has more than " + SEGMENTS_MAX + " segments");
        }
        segments.forEach(FilePath::check);
    }

    /** The path of a URL behind {@code /files/}, still encoded; a '/' within a name cannot be written. */
    static FilePath ofUrl(String encoded) {
        String decoded = decode(encoded);
        if (decoded.chars().filter(c -> c == '/').count()
                != encoded.chars().filter(c -> c == '/').count()) {
            throw invalid("it holds an encoded '/'");
        }
        return new FilePath(decoded);
    }

    private static void check(String segment) {
        if (segment.isEmpty()) {
            throw invalid("it has an empty segment");
        }
        if (segment.equals(".") || segment.equals("..")) {
            throw invalid("it has a segment '" + segment + "'");
        }
        segment.codePoints().forEach(character -> {
            if (Character.isISOControl(character)) {
                throw invalid("it holds a control character");
            }
            if (character == '\\') {
                throw invalid("it holds a '\\'");
            }
            if (Character.getType(character) == Character.SURROGATE) {
                throw invalid("it is not Unicode text");
            }
        });
    }

    private static String decode(String encoded) {
        ByteBuffer bytes = ByteBuffer.allocate(encoded.length() * 3);
        for (int at = 0; at < encoded.length(); at++) {
            char character = encoded.charAt(at);
            if (character == '%') {
                bytes.put((byte) hexadecimal(encoded, at + 1));
                at += 2;
            } else {
                bytes.put(String.valueOf(character).getBytes(StandardCharsets.UTF_8));
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw invalid("it is not UTF-8");
        }
    }

    private static int hexadecimal(String encoded, int at) {
        if (at + 2 <= encoded.length()) {
            int high = Character.digit(encoded.charAt(at), 16);
            int low = Character.digit(encoded.charAt(at + 1), 16);
            if (high >= 0 && low >= 0) {
                return high * 16 + low;
            }
        }
        throw invalid("a '%' is not followed by two hexadecimal digits");
    }

    private static RuntimeException invalid(String why) {
        return FileRefusal.PATH_INVALID.refusedAt("path", why);
    }

    @Override
    public String toString() {
        return value;
    }
}
